/**
 * Work over many rows, in steps of about a millisecond. Core has no clock: the caller takes steps until its time is up,
 * lets go of the thread, and goes on later or drops the generator. What comes at the end is the result.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** How many cells are read in one step. */
export const cellsAStep = 500;

/** Takes all steps at once: for few rows, and where nobody waits for the thread. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** All rows of a table, in the server's order. */
export function everyRow(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => row);
}
