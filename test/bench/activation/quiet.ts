import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

const lookEveryMs = 250;
const quietMs = 1_500;
const longestMs = 60_000;
/** Of CPU time in a look, over all processes: what a server that idles takes. */
const idleTicks = 1;

/** Waits until a process and all below it have had next to nothing to do for a while (Linux; elsewhere, a fixed time). */
export async function untilQuiet(root: number): Promise<void> {
  const start = performance.now();
  let since = start;
  let before = await ticksOf(root);
  while (performance.now() - since < quietMs) {
    if (performance.now() - start > longestMs) throw new Error('VS Code did not come to rest within a minute.');
    await wait(lookEveryMs);
    const now = await ticksOf(root);
    if (now === undefined || before === undefined) continue;
    if (Math.abs(now - before) > idleTicks) since = performance.now();
    before = now;
  }
}

/** CPU time of a process and all below it, in ticks of 10 ms; undefined without /proc. */
async function ticksOf(root: number): Promise<number | undefined> {
  const stats = await processStats();
  if (stats === undefined) return undefined;
  const family = new Set([root]);
  // A child has a younger number as a rule, not always: until nobody is added.
  for (let before = 0; before < family.size;) {
    before = family.size;
    for (const { pid, parent } of stats) if (family.has(parent)) family.add(pid);
  }
  return stats.filter(({ pid }) => family.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0);
}

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

async function processStats(): Promise<readonly ProcessStat[] | undefined> {
  const names = await readdir('/proc').catch(() => undefined);
  if (names === undefined) return undefined;
  const read = async (name: string): Promise<readonly ProcessStat[]> => {
    // One that ended meanwhile has no file any more.
    const text = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // The name of the program is in brackets and may hold blanks.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    if (text === '') return [];
    return [{ pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
  };
  return (await Promise.all(names.filter(name => /^\d+$/.test(name)).map(read))).flat();
}
