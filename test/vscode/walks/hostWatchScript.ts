/**
 * Loaded into VS Code's server and the processes that it forks, before any code of theirs (`HostWatch`). In an
 * extension host it writes down each process that is started and each server that begins to listen, and who did it.
 */
import { createRequire } from 'node:module';
import { appendFileSync } from 'node:fs';

const notes = process.env['LEVERED_HOST_NOTES'];

type Watched = Record<string, (...args: unknown[]) => unknown>;

function watch(
  object: object,
  names: readonly string[],
  word: (name: string, args: readonly unknown[]) => string,
): void {
  const watched = object as Watched;
  for (const name of names) {
    const original = watched[name];
    if (original === undefined) throw new Error(`Node has no ${name} any more.`);
    watched[name] = function (this: unknown, ...args: unknown[]) {
      const { stack } = new Error('');
      appendFileSync(notes ?? '', `${JSON.stringify({ what: word(name, args), stack })}\n`);
      return original.apply(this, args);
    };
  }
}

if (notes !== undefined && process.argv.some(argument => argument.includes('--type=extensionHost'))) {
  // The very objects that a bundle gets by `require`.
  const load = createRequire(__filename);
  const processes = load('node:child_process') as { readonly ChildProcess: { readonly prototype: object } };
  const net = load('node:net') as { readonly Server: { readonly prototype: object } };
  const datagrams = load('node:dgram') as { readonly Socket: { readonly prototype: object } };
  watch(processes.ChildProcess.prototype, ['spawn'], (_name, [options]) => {
    const { args = [] } = options as { readonly args?: readonly string[] };
    return args.join(' ');
  });
  watch(processes, ['spawnSync', 'execSync', 'execFileSync'], (name, args) => `${name} ${String(args[0])}`);
  watch(net.Server.prototype, ['listen'], (name, args) => `${name} ${JSON.stringify(args[0])}`);
  watch(datagrams.Socket.prototype, ['bind'], (name, args) => `${name} ${JSON.stringify(args[0])}`);
}
