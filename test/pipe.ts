import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Makes a named pipe, which Node itself cannot. Who opens it for reading waits until somebody writes. */
export async function makePipe(path: string): Promise<void> {
  const child = spawn('sh', ['-c', 'mkfifo "$1"', 'sh', path], { stdio: 'inherit' });
  await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`There is no pipe at ${path}.`);
}
