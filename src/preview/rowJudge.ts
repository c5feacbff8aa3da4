import { type JudgedDefinition, judgeRows } from '../core/preview/checks/judgeRows.ts';
import type { JudgedTable } from '../core/preview/checks/mappedCells.ts';
import type { RowsVerdict } from '../core/preview/checks/rowCheck.ts';

/** How long the thread is held at once, in milliseconds; the step in which it runs out takes another one or two. */
const sliceMs = 4;

interface JudgeOptions {
  /** When the rows were fetched. */
  readonly now: Date;
  readonly signal: AbortSignal;
}

/**
 * Judges rows a slice at a time, so that the editor answers in between.
 * @throws the signal's reason when it is aborted
 */
export async function judgeInSlices(
  table: JudgedTable,
  definition: JudgedDefinition,
  { now, signal }: JudgeOptions,
): Promise<RowsVerdict> {
  const judging = judgeRows(table, definition, now);
  for (;;) {
    signal.throwIfAborted();
    const end = performance.now() + sliceMs;
    do {
      const { done, value } = judging.next();
      if (done === true) return value;
    } while (performance.now() < end);
    await new Promise<void>(resolve => setImmediate(resolve));
  }
}
