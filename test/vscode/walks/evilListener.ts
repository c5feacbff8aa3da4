import { createServer, type AddressInfo } from 'node:net';

/** Stands for the machine of whoever wrote a hostile repository: counts who connects, and hangs up. */
export class EvilListener implements AsyncDisposable {
  readonly #server = createServer(socket => {
    this.#connections += 1;
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.destroy());
  });
  #connections = 0;

  static async listen(): Promise<EvilListener> {
    const evil = new EvilListener();
    await new Promise<void>((resolve, reject) => {
      evil.#server.once('error', reject);
      evil.#server.listen(0, '127.0.0.1', resolve);
    });
    return evil;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get connections(): number {
    return this.#connections;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise(resolve => this.#server.close(resolve));
  }
}
