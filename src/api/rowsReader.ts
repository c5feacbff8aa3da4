/**
 * Reads the answer of a preview while it arrives. A hundred thousand rows take most of a second to parse: done here,
 * that second is part of the wait for the warehouse and not a wait after it, and no step holds the thread for long.
 */
import { decodeString, skipBlank, valueEnd } from '../core/json.ts';

/** The `rows` of an answer, in the source text that the server sent (T34). */
export interface RowParts {
  /** JSON texts of arrays, which together hold the rows; the first is about a screen. Empty when there was no array. */
  readonly parts: readonly string[];
  readonly rowCount: number;
  /** The first row that is not an object, counted from zero. */
  readonly oddRow?: number;
}

/** More than a tall window shows. */
const firstRows = 200;
/** A part is parsed, sent and drawn in a few milliseconds. In characters. */
const partLength = 1_000_000;

/** No longer key, in its source, can be `rows`, however it is escaped. */
const longestKey = 64;

const isBlankOrEnd = (text: string, at: number): boolean => skipBlank(text, at) === text.length;

/**
 * Takes JSON text in pieces, cuts the elements out of the top level's `rows` array and keeps the rest. What is cut is
 * separated by single commas and each part is parsed by `JSON.parse`, so the whole is JSON exactly if the rest is.
 */
export class RowsReader {
  #mode: 'rest' | 'rows' = 'rest';
  #rest = '';
  /** Of the rest: how deep, in a string or not, and what the last key of the top level was. */
  #depth = 0;
  #isString = false;
  #isEscaped = false;
  #isKey = false;
  #key = '';
  #isValue = false;
  /** Rows that have not been cut yet; how long the text has to get before it is worth looking again. */
  #tail = '';
  #enough = 0;
  #needsRow = false;
  /** Of the part that is being collected. */
  #runs: string[] = [];
  #runLength = 0;
  #runRows = 0;
  #parts: string[] = [];
  #rowCount = 0;
  #oddRow: number | undefined;

  /** @throws SyntaxError when this can be no JSON any more */
  push(text: string): void {
    let at = 0;
    while (at < text.length) {
      if (this.#mode === 'rest') {
        at = this.#readRest(text, at);
        continue;
      }
      this.#tail += at === 0 ? text : text.slice(at);
      if (this.#tail.length < this.#enough) return;
      const left = this.#readRows();
      if (left === undefined) return;
      text = left;
      at = 0;
    }
  }

  /**
   * The text without its rows, and the rows.
   * @throws SyntaxError when the text ended among the rows
   */
  end(): { readonly rest: string; readonly rows: RowParts } {
    // What was put off until there is more of it.
    this.#enough = 0;
    const left = this.#mode === 'rows' ? this.#readRows() : undefined;
    if (left !== undefined) {
      this.push(left);
      return this.end();
    }
    if (this.#mode === 'rows') throw new SyntaxError('JSON ends among the rows');
    const odd = this.#oddRow === undefined ? {} : { oddRow: this.#oddRow };
    return { rest: this.#rest, rows: { parts: this.#parts, rowCount: this.#rowCount, ...odd } };
  }

  /** Follows the text outside of the rows; gives where it stopped: at its end or behind the bracket that opens the rows. */
  #readRest(text: string, from: number): number {
    let keyFrom = from;
    for (let at = from; at < text.length; at++) {
      const sign = text.charAt(at);
      if (this.#isString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (sign === '\\') this.#isEscaped = true;
        else if (sign === '"') {
          this.#isString = false;
          this.#readKey(text, keyFrom, at + 1);
        }
        continue;
      }
      switch (sign) {
        case '"':
          this.#isString = true;
          this.#isKey = this.#depth === 1 && !this.#isValue;
          if (this.#isKey) this.#key = '';
          keyFrom = at;
          break;
        case '[':
        case '{':
          if (sign === '[' && this.#depth === 1 && this.#isValue && isRowsKey(this.#key)) {
            this.#depth++;
            this.#rest += text.slice(from, at + 1);
            this.#beginRows();
            return at + 1;
          }
          this.#depth++;
          break;
        case ']':
        case '}':
          this.#depth--;
          break;
        case ':':
          if (this.#depth === 1) this.#isValue = true;
          break;
        case ',':
          if (this.#depth === 1) this.#isValue = false;
          break;
      }
    }
    if (this.#isString) this.#readKey(text, keyFrom, text.length);
    this.#rest += text.slice(from);
    return text.length;
  }

  /** A string may come in several pieces. */
  #readKey(text: string, from: number, to: number): void {
    if (this.#isKey && this.#key.length < longestKey) this.#key += text.slice(from, Math.min(to, from + longestKey));
  }

  /** As in `JSON.parse`, the last of repeated members counts. */
  #beginRows(): void {
    this.#mode = 'rows';
    this.#tail = '';
    this.#enough = 0;
    this.#needsRow = false;
    this.#runs = [];
    this.#runLength = 0;
    this.#runRows = 0;
    this.#parts = [];
    this.#rowCount = 0;
    this.#oddRow = undefined;
  }

  /** Cuts what is complete; gives the text behind the rows, or undefined when they go on. */
  #readRows(): string | undefined {
    const text = this.#tail;
    let start = skipBlank(text, 0);
    let from = start;
    let to = -1;
    for (;;) {
      if (text.charAt(start) === ']' && !this.#needsRow) {
        this.#collect(text, from, to);
        this.#cut();
        this.#mode = 'rest';
        return text.slice(start);
      }
      const end = start < text.length ? completeEnd(text, start) : undefined;
      if (end === undefined) break;
      const behind = skipBlank(text, end);
      const sign = text.charAt(behind);
      if (sign !== ',' && sign !== ']') throw new SyntaxError('JSON has an unexpected character among the rows');
      to = end;
      this.#runRows++;
      this.#needsRow = sign === ',';
      start = sign === ',' ? skipBlank(text, behind + 1) : behind;
      if (this.#parts.length > 0 ? this.#runLength + to - from < partLength : this.#runRows < firstRows) continue;
      this.#collect(text, from, to);
      this.#cut();
      from = start;
      to = -1;
    }
    this.#collect(text, from, to);
    this.#tail = text.slice(start);
    // A row that is longer than a piece is looked at again only when there is twice as much of it.
    this.#enough = this.#tail.length * 2;
    return undefined;
  }

  #collect(text: string, from: number, to: number): void {
    if (to < 0) return;
    this.#runs.push(text.slice(from, to));
    this.#runLength += to - from;
  }

  #cut(): void {
    if (this.#runs.length === 0) {
      if (this.#parts.length === 0) this.#parts.push('[]');
      return;
    }
    const part = `[${this.#runs.join(',')}]`;
    const rows = JSON.parse(part) as unknown[];
    const odd = rows.findIndex(row => typeof row !== 'object' || row === null || Array.isArray(row));
    if (odd >= 0) this.#oddRow ??= this.#rowCount + odd;
    this.#rowCount += rows.length;
    this.#parts.push(part);
    this.#runs = [];
    this.#runLength = 0;
    this.#runRows = 0;
  }
}

/** The end of the value at `start`, if the text goes on behind it to show that it is the end. */
function completeEnd(text: string, start: number): number | undefined {
  let end: number;
  try {
    end = valueEnd(text, start);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const sign = text.charAt(start);
    // Only what has an end of its own can be cut in two; anything else is no value.
    if (sign === '{' || sign === '[' || sign === '"') return undefined;
    throw error;
  }
  return isBlankOrEnd(text, end) ? undefined : end;
}

function isRowsKey(source: string): boolean {
  // A key in escapes is a key too; a text that is no JSON is told when the rest is parsed.
  try {
    return decodeString(source, 0, source.length) === 'rows';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
