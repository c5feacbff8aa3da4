import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Roots of what this process started and has not ended yet: they go when this process goes. */
const running = new Set<number>();
let watching = false;

/**
 * Promises that the process tree under `pid` ends when this process ends, by itself or by a signal. Without it an
 * interrupted test run would leave a server and a browser behind.
 */
export function endWithUs(pid: number): void {
  running.add(pid);
  if (watching) return;
  watching = true;
  process.once('exit', () => {
    for (const root of running) killTree(root);
  });
}

/** Takes back the promise of `endWithUs`: the process has ended by itself, and its id may soon be somebody else's. */
export function forget(pid: number): void {
  running.delete(pid);
}

/** Kills a process and all that it started, at once. Nothing happens when it is gone already. */
export function killTree(pid: number): void {
  running.delete(pid);
  for (const each of [...descendants(pid), pid]) {
    try {
      process.kill(each, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/**
 * Kills every process that was started with this variable in its environment, directly or by one that was, and gives
 * how many there were: those whose parents are gone cannot be found as descendants. Knows a way on Linux only.
 */
export function killMarked(name: string, value: string): number {
  if (process.platform !== 'linux') return 0;
  const marked = fromProc().filter(({ child }) => child !== process.pid && hasVariable(child, `${name}=${value}`));
  for (const { child } of marked) killTree(child);
  return marked.length;
}

function hasVariable(pid: number, variable: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(variable);
  } catch (error) {
    // It has ended, or is somebody else's.
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(code)) return false;
    throw error;
  }
}

/** Every process below `pid`, children before their parents. */
export function descendants(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const { child, parent } of process.platform === 'linux' ? fromProc() : fromPs()) {
    children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const below = (parent: number): number[] => (children.get(parent) ?? []).flatMap(child => [...below(child), child]);
  return below(pid);
}

interface Kinship {
  readonly child: number;
  readonly parent: number;
}

/** Read from /proc, because a small Debian has no ps. */
function fromProc(): Kinship[] {
  return readdirSync('/proc').flatMap(name => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // "pid (name) state parent …", where the name may hold spaces and brackets.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return [{ child: Number(name), parent }];
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      // It ended between the two reads.
      if (code === 'ENOENT' || code === 'ESRCH') return [];
      throw error;
    }
  });
}

function fromPs(): Kinship[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map(line => {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    return { child: child ?? 0, parent: parent ?? 0 };
  });
}
