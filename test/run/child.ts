import { spawn } from 'node:child_process';
import { projectRoot } from '../project.ts';
import { endWithUs, forget, killMarked, killTree } from '../vscode/processTree.ts';

/**
 * Runs a command in the project's folder with our own output, and gives its exit code. After `timeoutMs` it is killed
 * with all that it started, says so, and gives 124.
 */
export async function runChild(command: string, args: readonly string[], timeoutMs: number): Promise<number> {
  const step = `${process.pid}-${performance.now()}`;
  const env = { ...process.env, LEVERED_TEST_STEP: step };
  const shell = process.platform === 'win32';
  const child = spawn(command, args, { cwd: projectRoot, env, stdio: ['ignore', 'inherit', 'inherit'], shell });
  const { pid } = child;
  if (pid !== undefined) endWithUs(pid);
  let late = false;
  const clock = setTimeout(() => {
    late = true;
    console.log(`${command} ${args.join(' ')} took longer than ${timeoutMs / 1000} s and was ended.`);
    if (pid !== undefined) killTree(pid);
  }, timeoutMs);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', code => resolve(late ? 124 : (code ?? 1)));
    });
  } finally {
    clearTimeout(clock);
    if (pid !== undefined) forget(pid);
    const left = killMarked('LEVERED_TEST_STEP', step);
    if (left > 0) console.log(`${command} ${args.join(' ')} left ${left} processes behind; they were ended.`);
  }
}
