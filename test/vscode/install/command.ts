import { spawn } from 'node:child_process';
import { endWithUs, forget, killTree } from '../processTree.ts';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the command is killed and counts as failed. */
  readonly timeoutMs: number;
}

/** Runs a command to its end and gives its standard output. Fails with the end of what it wrote when it failed. */
export async function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const child = spawn(command, args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid !== undefined) endWithUs(pid);
  const clock = setTimeout(() => {
    if (pid !== undefined) killTree(pid);
  }, options.timeoutMs);
  let output = '';
  let everything = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    everything += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => (everything += chunk.toString()));
  const ended = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal ?? String(code)));
  }).finally(() => {
    clearTimeout(clock);
    if (pid !== undefined) forget(pid);
  });
  if (ended !== '0') {
    throw new Error(`${command} ${args.join(' ')} ended with ${ended}:\n${everything.trim().slice(-2000)}`);
  }
  return output;
}
