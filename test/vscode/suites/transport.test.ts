import assert from 'node:assert/strict';
import { createServer, request as sendOn, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import * as vscode from 'vscode';
import { extension } from './extension.ts';
import { levered } from './levered.ts';

const slots = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map(name => Symbol.for(name));
const slotValues = (): unknown[] => slots.map((slot): unknown => Reflect.get(globalThis, slot));

/** An HTTP proxy that notes for whom it was used; whatever the address, this machine answers. */
class Proxy {
  readonly used: string[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((incoming, outgoing) => {
      const target = new URL(incoming.url ?? '');
      this.used.push(`${incoming.method ?? ''} ${target.host}${target.pathname}`);
      const onward = sendOn(
        {
          host: '127.0.0.1',
          port: target.port,
          path: target.pathname + target.search,
          method: incoming.method,
          headers: incoming.headers,
        },
        answer => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      onward.on('error', () => outgoing.destroy());
      incoming.pipe(onward);
    });
    this.#server.on('connect', (incoming, socket, head) => {
      this.used.push(`CONNECT ${incoming.url ?? ''}`);
      const onward = connect(Number((incoming.url ?? '').split(':').at(-1)), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        onward.write(head);
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

async function setProxy(address: string | undefined): Promise<void> {
  await vscode.workspace.getConfiguration().update('http.proxy', address, vscode.ConfigurationTarget.Global);
}

describe('The transport', () => {
  const proxy = new Proxy();

  before(async () => {
    await extension().activate();
    await setProxy(await proxy.listen());
  });

  after(async () => {
    await setProxy(undefined);
    await proxy.close();
  });

  it("sends through the person's proxy", async () => {
    const [metric] = await levered.metrics();
    assert.ok(metric);
    await levered.clearLog();

    // The environment `proxied` is the same service at an address that VS Code sends through a proxy.
    const uri = vscode.Uri.from({ scheme: 'levered', path: `/proxied/metrics/${metric.id}/name.levered.sql` });
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));

    assert.ok(text.includes(metric.sql));
    const path = `/api/v2/warehouse/metrics/${metric.id}`;
    assert.deepEqual(
      (await levered.requests()).map(each => `${each.method} ${each.path}`),
      [`GET ${path}`],
    );
    assert.equal(proxy.used.length, 1);
    assert.match(proxy.used[0] ?? '', /127\.0\.0\.2/);
  });

  it('leaves the dispatchers of the other extensions alone', async () => {
    const before = slotValues();
    await levered.clearLog();
    await vscode.commands.executeCommand('levered.refresh');
    assert.equal((await levered.requests()).length, 2);
    assert.deepEqual(
      slotValues().map((value, index) => value === before[index]),
      [true, true],
    );
  });
});
