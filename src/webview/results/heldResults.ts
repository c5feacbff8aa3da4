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
  /** Kept when newer ones come. */
  isPinned: boolean;
}

/** A result that the host has named, with all its rows. */
export type WholeResult = HeldResult & { readonly state: RowsState };

/** Whether all of a result's rows are there. */
export function isWhole(held: HeldResult): held is WholeResult {
  return held.partsRead >= (held.state?.result.parts ?? Infinity);
}

export interface HeldLimits {
  /** How many results are held, beside those that are pinned. */
  readonly results: number;
  readonly pinned: number;
  /** UTF-8 bytes of all rows together. */
  readonly bytes: number;
}

const usual: HeldLimits = { results: 5, pinned: 2, bytes: 96 * 1024 * 1024 };

/**
 * The results of this panel. They are here and nowhere else: with the panel they are gone. When there are too many, the
 * oldest goes first; never the newest, a pinned one, or one that is in use, even if their rows alone are too large.
 */
export class HeldResults {
  /** By number, which is by age. */
  readonly #results = new Map<number, HeldResult>();
  readonly #limits: HeldLimits;
  /** Those that are shown or compared. */
  #inUse: readonly HeldResult[] = [];

  constructor(limits: HeldLimits = usual) {
    this.#limits = limits;
  }

  /** The newest first. */
  get all(): readonly HeldResult[] {
    return [...this.#results.values()].reverse();
  }

  /** Those that can be looked at, the newest first. */
  get whole(): readonly WholeResult[] {
    return this.all.filter(isWhole);
  }

  get newest(): HeldResult | undefined {
    return this.all[0];
  }

  get mostPinned(): number {
    return this.#limits.pinned;
  }

  /**
   * The result of a number, with no rows if nothing of it has come yet. A new one ends those before it that have not all
   * their rows, because the host sends no more of them.
   * @returns undefined for one that is older than the newest and not held any more
   */
  of(number: number): HeldResult | undefined {
    const known = this.#results.get(number);
    if (known) return known;
    if (number < (this.newest?.number ?? number)) return undefined;
    for (const held of this.#results.values()) if (!isWhole(held)) this.#results.delete(held.number);
    const table = new GrowingTable();
    const made: HeldResult = { number, table, partsRead: 0, bytes: 0, state: undefined, isPinned: false };
    this.#results.set(number, made);
    this.#shrink();
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
    if (part !== held?.partsRead) return undefined;
    held.table.append(new TextDecoder('utf-8', { ignoreBOM: true }).decode(rows));
    held.partsRead++;
    held.bytes += rows.length;
    this.#shrink();
    return held;
  }

  /** These stay, however many newer ones come, until others are in use. */
  use(...held: readonly HeldResult[]): void {
    this.#inUse = held;
    this.#shrink();
  }

  /** @returns false when so many are pinned already that this one is not */
  pin(held: HeldResult, isPinned: boolean): boolean {
    const pinned = this.all.filter(each => each.isPinned && each !== held);
    if (isPinned && pinned.length >= this.#limits.pinned) return false;
    held.isPinned = isPinned;
    this.#shrink();
    return true;
  }

  #shrink(): void {
    const loose = [...this.#results.values()].filter(held => !held.isPinned);
    let bytes = this.all.reduce((sum, held) => sum + held.bytes, 0);
    let count = loose.length;
    for (const held of loose) {
      if (count <= this.#limits.results && bytes <= this.#limits.bytes) return;
      if (held === this.newest || this.#inUse.includes(held)) continue;
      this.#results.delete(held.number);
      count--;
      bytes -= held.bytes;
    }
  }
}
