import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '../waitFor.ts';

/**
 * The process in which the extensions of a window run, as the kernel tells it. It is read from /proc, so on Linux only.
 */
export class HostProcess {
  readonly pid: number;

  constructor(pid: number) {
    this.pid = pid;
  }

  /** The newest one of the server whose data lie in this folder. Older ones may still be ending. */
  static newestOf(dataFolder: string): HostProcess | undefined {
    const hosts = pids().filter(pid => {
      if (!commandLine(pid).includes('--type=extensionHost')) return false;
      return commandLine(statOf(pid)?.parent ?? 0).includes(dataFolder);
    });
    const newest = hosts.sort((one, other) => (statOf(one)?.start ?? 0) - (statOf(other)?.start ?? 0)).at(-1);
    return newest === undefined ? undefined : new HostProcess(newest);
  }

  /** The addresses at which it takes connections or datagrams, as the kernel writes them. */
  get listening(): readonly string[] {
    const inodes = new Set(this.#sockets());
    return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap(protocol => {
      const [, ...lines] = readText(`/proc/${this.pid}/net/${protocol}`).trim().split('\n');
      const rows = lines.map(line => line.trim().split(/\s+/));
      // 0A is a TCP socket that listens. One of UDP takes what comes, in whatever state.
      const open = rows.filter(row => (protocol.startsWith('udp') || row[3] === '0A') && inodes.has(row[9] ?? ''));
      return open.map(row => `${protocol} ${row[1] ?? ''}`);
    });
  }

  /** Waits until it has done nothing for half a second. */
  async rest(): Promise<void> {
    let before = statOf(this.pid)?.ticks ?? 0;
    await waitFor('the extension host to rest', 60_000, async () => {
      await pause(500);
      const now = statOf(this.pid)?.ticks ?? 0;
      // The kernel counts in hundredths of a second; a heartbeat is not work.
      const isResting = now - before <= 1;
      before = now;
      return isResting || undefined;
    });
  }

  #sockets(): readonly string[] {
    const folder = `/proc/${this.pid}/fd`;
    return readdirSync(folder).flatMap(name => {
      const found = /^socket:\[(\d+)\]$/.exec(orGone(() => readlinkSync(`${folder}/${name}`)) ?? '')?.[1];
      return found === undefined ? [] : [found];
    });
  }
}

interface ProcessStat {
  readonly parent: number;
  /** Processor time in hundredths of a second. */
  readonly ticks: number;
  readonly start: number;
}

function statOf(pid: number): ProcessStat | undefined {
  const text = readText(`/proc/${pid}/stat`);
  // "pid (name) state parent …", where the name may hold spaces and brackets; the state is field 3 of proc(5).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3]);
  if (fields.length < 20) return undefined;
  return { parent: field(4), ticks: field(14) + field(15), start: field(22) };
}

function pids(): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number);
}

function commandLine(pid: number): string {
  return readText(`/proc/${pid}/cmdline`);
}

function readText(path: string): string {
  return orGone(() => readFileSync(path, 'utf8')) ?? '';
}

/** Undefined for what has ended between two looks. */
function orGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
