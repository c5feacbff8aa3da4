import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { errorCode, isGone } from '../platform/errorCode.ts';

/** Who holds a lock, or held it last. */
export interface LockOwner {
  readonly pid: number;
  /** When that process began, in the system's own count: tells it from a later one with the same id. */
  readonly startedAt?: string;
  readonly host: string;
  /** Random: no other holding of a lock has it. */
  readonly nonce: string;
  readonly isReleased: boolean;
}

export function thisProcess(nonce: string): LockOwner {
  const startedAt = processStart(process.pid);
  return {
    pid: process.pid,
    ...(startedAt !== undefined && { startedAt }),
    host: hostname(),
    nonce,
    isReleased: false,
  };
}

/** Whether the owner is certainly no more. Of a process on another machine nobody here can say. */
export function isDead({ pid, startedAt, host }: LockOwner): boolean {
  if (host !== hostname()) return false;
  if (!isAlive(pid)) return true;
  const found = processStart(pid);
  return startedAt !== undefined && found !== undefined && found !== startedAt;
}

/** Undefined for a text that is no owner. */
export function parseOwner(text: string): LockOwner | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { pid, startedAt, host, nonce, isReleased } = value as Partial<Record<keyof LockOwner, unknown>>;
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return undefined;
  if (typeof host !== 'string' || typeof nonce !== 'string') return undefined;
  return { pid, host, nonce, isReleased: isReleased === true, ...(typeof startedAt === 'string' && { startedAt }) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Any other answer than "no such process" comes of a process that is there and not ours.
    return errorCode(error) !== 'ESRCH';
  }
}

/** Known on Linux alone, from field 22 of `/proc/<pid>/stat` (man 5 proc): ticks since the machine was started. */
function processStart(pid: number): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in brackets, field 2, may hold spaces and brackets itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch (error) {
    if (isGone(error) || errorCode(error) === 'ESRCH') return undefined;
    throw error;
  }
}
