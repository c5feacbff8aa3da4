const { TIME_SLACK: slack = '10' } = process.env;
const mostTries = 8;

/**
 * A bound on the time of some work, in milliseconds. Where tests run side by side, on a machine that has other things to
 * do, it is ten times what is promised: enough to see what hangs or grows with the square. The project `safety`, whose
 * files run one by one, holds it to twice that, because machines differ.
 */
export function timeBound(ms: number): number {
  return ms * Number(slack);
}

/**
 * The milliseconds of the processor that some work needs: the least of several tries, because other work, and what must
 * be cleared up after it, only ever adds to it. Stops at the first try within the limit.
 */
export function cpuTime(work: () => void, limit: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < mostTries && least > limit; attempt++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
