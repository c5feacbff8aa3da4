import { cellKind } from '../cellText.ts';
import { valueStart } from '../cellValue.ts';
import type { PreviewTable } from '../rows.ts';
import { cellsAStep, type Steps } from '../steps.ts';
import { readTimestamp } from '../timestamp.ts';
import { compareDecimals, isDecimal } from './decimal.ts';
import { naturalKey } from './naturalKey.ts';

/**
 * The order of unlike values: numbers, booleans, timestamps, texts, objects and arrays, null, missing. The two last are
 * no values, and stay at the end in either direction.
 */
const ranks = { number: 0, boolean: 1, instant: 2, text: 3, json: 4, null: 5, missing: 6 } as const;

/** Texts are compared by so many characters; what agrees in them keeps the server's order. */
const comparedLength = 1_000;

/** What most texts of a column are; those that are not are ordinary texts. */
type TextForm = 'instants' | 'decimals' | 'words';

/** So many cells, spread over all rows, say what a column's texts are. */
const sampleSize = 200;

function textForm(table: PreviewTable, rows: Uint32Array, column: number): TextForm {
  let texts = 0;
  let instants = 0;
  let decimals = 0;
  const stride = Math.max(1, Math.floor(rows.length / sampleSize));
  for (let at = 0; at < rows.length; at += stride) {
    const source = table.cell(rows[at] ?? 0, column);
    if (source === undefined || cellKind(source) !== 'text') continue;
    const text = valueStart(source, comparedLength);
    texts++;
    if (readTimestamp(text)) instants++;
    else if (isDecimal(text)) decimals++;
  }
  if (instants * 2 > texts) return 'instants';
  return decimals * 2 > texts ? 'decimals' : 'words';
}

/** Keys of so many different texts are kept: equal ones are then one string, which is compared at once. */
const keptKeys = 2_000;

/** So many characters of seven bits fit into a number. */
const headLength = 7;

/** A number for the characters from `start` on, in the order of the texts as far as it tells them apart. */
function head(text: string, start: number): number {
  let number = 0;
  let isKnown = true;
  for (let at = start; at < start + headLength; at++) {
    const code: number = isKnown && at < text.length ? text.charCodeAt(at) + 1 : 0;
    isKnown &&= code < 127;
    number = number * 128 + Math.min(code, 127);
  }
  return number;
}

/** How many characters two texts begin with alike, `limit` at most. */
function commonLength(a: string, b: string, limit: number): number {
  let length = 0;
  while (length < limit && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

/** The values of one column in a form that compares fast. Places are those in the list of rows that it was made for. */
export class SortColumn {
  readonly #ranks: Uint8Array;
  readonly #numbers: Float64Array;
  /** Text and JSON: what is compared. Number: the spelling, where the number alone may not tell. */
  readonly #texts: (string | undefined)[];
  readonly #keys = new Map<string, string>();
  readonly #form: TextForm;
  #nanoseconds: Uint32Array | undefined;

  private constructor(length: number, form: TextForm) {
    this.#ranks = new Uint8Array(length);
    this.#numbers = new Float64Array(length);
    this.#texts = new Array<string | undefined>(length);
    this.#form = form;
  }

  static *read(table: PreviewTable, rows: Uint32Array, column: number): Steps<SortColumn> {
    const read = new SortColumn(rows.length, textForm(table, rows, column));
    yield;
    for (let at = 0; at < rows.length; at++) {
      read.#put(at, table.cell(rows[at] ?? 0, column));
      if (at % cellsAStep === 0) yield;
    }
    yield* read.#putHeads();
    return read;
  }

  /** True of null and missing, which have no place in an order. */
  isNothing(place: number): boolean {
    return (this.#ranks[place] ?? 0) >= ranks.null;
  }

  /** Negative, zero or positive, in ascending order. */
  compare(a: number, b: number): number {
    const rank = this.#ranks[a] ?? 0;
    const other = this.#ranks[b] ?? 0;
    if (rank !== other) return rank - other;
    if (rank >= ranks.null) return 0;
    const x = this.#numbers[a] ?? 0;
    const y = this.#numbers[b] ?? 0;
    if (x !== y) return x < y ? -1 : 1;
    if (rank === ranks.instant) return (this.#nanoseconds?.[a] ?? 0) - (this.#nanoseconds?.[b] ?? 0);
    const left = this.#texts[a];
    const right = this.#texts[b];
    if (left === right) return 0;
    if (rank === ranks.number) return compareDecimals(left ?? String(x), right ?? String(y));
    return (left ?? '') < (right ?? '') ? -1 : 1;
  }

  /** Gives each text a number behind what all of them begin with: most comparisons then end there. */
  *#putHeads(): Steps<void> {
    let first: string | undefined;
    let common = comparedLength;
    for (let at = 0; at < this.#texts.length; at++) {
      if (at % cellsAStep === 0) yield;
      const text = this.#ranks[at] === ranks.text ? this.#texts[at] : undefined;
      if (text === undefined || text === '') continue;
      first ??= text;
      common = commonLength(first, text, Math.min(common, text.length));
    }
    for (let at = 0; first !== undefined && at < this.#texts.length; at++) {
      if (at % cellsAStep === 0) yield;
      const text = this.#ranks[at] === ranks.text ? this.#texts[at] : undefined;
      if (text !== undefined && text !== '') this.#numbers[at] = 1 + head(text, common);
    }
  }

  #put(at: number, source: string | undefined): void {
    const kind = cellKind(source);
    let text: string | undefined;
    switch (kind) {
      case 'missing':
      case 'null':
        this.#ranks[at] = ranks[kind];
        break;
      case 'boolean':
        this.#ranks[at] = ranks.boolean;
        this.#numbers[at] = source === 'true' ? 1 : 0;
        break;
      case 'number':
        text = this.#putNumber(at, source ?? '');
        break;
      case 'empty':
        this.#ranks[at] = ranks.text;
        text = '';
        break;
      case 'text':
        text = this.#putText(at, source ?? '');
        break;
      case 'json':
        this.#ranks[at] = ranks.json;
        text = source?.slice(0, comparedLength);
        break;
      default:
        kind satisfies never;
    }
    if (text !== undefined) this.#texts[at] = text;
  }

  #putNumber(at: number, spelling: string): string | undefined {
    this.#ranks[at] = ranks.number;
    this.#numbers[at] = Number(spelling);
    // Fifteen digits come back from a floating-point number as they were.
    return spelling.length <= 15 && !/e/i.test(spelling) ? undefined : spelling;
  }

  #putText(at: number, source: string): string | undefined {
    const text = valueStart(source, comparedLength);
    if (this.#form === 'decimals' && source.length <= comparedLength && isDecimal(text)) {
      return this.#putNumber(at, text);
    }
    const instant = this.#form === 'instants' ? readTimestamp(text) : undefined;
    if (instant) {
      this.#ranks[at] = ranks.instant;
      this.#numbers[at] = instant.milliseconds;
      if (instant.nanoseconds > 0) {
        this.#nanoseconds ??= new Uint32Array(this.#numbers.length);
        this.#nanoseconds[at] = instant.nanoseconds;
      }
      return undefined;
    }
    this.#ranks[at] = ranks.text;
    return this.#keyOf(text);
  }

  #keyOf(text: string): string {
    const known = this.#keys.get(text);
    if (known !== undefined) return known;
    const key = naturalKey(text);
    if (this.#keys.size < keptKeys) this.#keys.set(text, key);
    return key;
  }
}
