import { GrowingTable } from '../../core/preview/rows.ts';
import type { PreviewState } from '../../core/preview/messages.ts';

export type RowsState = Extract<PreviewState, { kind: 'rows' }>;

/** One result, in the memory of the page alone. */
export interface HeldResult {
  readonly number: number;
  readonly table: GrowingTable;
  /** How many parts of the rows have been read. */
  partsRead: number;
  /** UTF-8 bytes of the rows so far. */
  bytes: number;
  /** What was said of it last; absent until the host has named it. */
  state: RowsState | undefined;
}

/** Whether all of a result's rows are there. */
export function isWhole({ partsRead, state }: HeldResult): boolean {
  return state !== undefined && partsRead >= state.result.parts;
}

/** The results of this panel, newest last. */
export class HeldResults {
  readonly #results = new Map<number, HeldResult>();

  /** The result of a number, with no rows if nothing of it has come yet. */
  of(number: number): HeldResult {
    const known = this.#results.get(number);
    if (known) return known;
    const made: HeldResult = { number, table: new GrowingTable(), partsRead: 0, bytes: 0, state: undefined };
    this.#results.set(number, made);
    return made;
  }

  /**
   * Reads a part of a result's rows. Parts come in order; one that was read already came once more because the page
   * asked for everything.
   * @returns undefined when there was nothing new in it
   * @throws SyntaxError when the part is no JSON array
   */
  read(number: number, part: number, rows: Uint8Array): HeldResult | undefined {
    const held = this.of(number);
    if (part !== held.partsRead) return undefined;
    held.table.append(new TextDecoder('utf-8', { ignoreBOM: true }).decode(rows));
    held.partsRead++;
    held.bytes += rows.length;
    return held;
  }
}
