import { readFileSync } from 'node:fs';
import { descendants } from './processTree.ts';
import { waitFor } from './waitFor.ts';

/** The extension hosts that VS Code's servers below this process run now, each a process of its own. Linux only. */
export function extensionHosts(): readonly number[] {
  return descendants(process.pid).filter(pid => commandOf(pid).includes('--type=extensionHost'));
}

/** Sends a signal to each of these, and waits until those that were killed are gone. */
export async function signalHosts(hosts: readonly number[], signal: 'SIGKILL' | 'SIGSTOP'): Promise<void> {
  for (const pid of hosts) process.kill(pid, signal);
  if (signal !== 'SIGKILL') return;
  await waitFor('the extension host to be gone', 20_000, () => {
    return hosts.every(pid => !commandOf(pid).includes('--type=extensionHost')) || undefined;
  });
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}
