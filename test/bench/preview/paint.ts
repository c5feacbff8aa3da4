import type { ShowTimes } from './page/probe.ts';
import type { GridPage } from './gridPages.ts';
import type { GridReader, ServedRows, Way } from './reading.ts';

/** A grid that is shown its rows in one way. */
export interface Contender {
  readonly grid: GridPage;
  readonly way: Way;
}

/** Its readings. */
export interface Painted extends Contender {
  readonly firstMs: readonly number[];
  readonly allMs: readonly number[];
  readonly longestTaskMs: readonly number[];
}

/** Shows the rows in each grid so many times, in turns, so that what else the machine does falls on all of them alike. */
export async function paintInTurns(
  reader: GridReader,
  contenders: readonly Contender[],
  rows: ServedRows,
  rounds: number,
): Promise<readonly Painted[]> {
  const readings = contenders.map((): ShowTimes[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, { grid, way }] of contenders.entries()) {
      readings[at]?.push(await reader.withPage(grid, rows, way, ({ times }) => Promise.resolve(times)));
    }
  }
  return contenders.map((contender, at) => {
    const times = readings[at] ?? [];
    return {
      ...contender,
      firstMs: times.map(({ firstMs }) => firstMs),
      allMs: times.map(({ allMs }) => allMs),
      longestTaskMs: times.map(({ longestTaskMs }) => longestTaskMs),
    };
  });
}
