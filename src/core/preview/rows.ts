import { decodeString, skipBlank, stringEnd, valueEnd } from '../json.ts';

/** The rows of a preview as a table, every value in the spelling that the server sent (T34). It may still be growing. */
export interface PreviewTable {
  /** Names in the order in which they first appear, row by row. */
  readonly columns: readonly string[];
  /** How many rows have been read. */
  readonly rowCount: number;
  /** How many rows are objects that lack one or more of the columns. */
  readonly raggedRows: number;
  /** How many rows are not objects and so have no cells at all. */
  readonly strayRows: number;
  /** Names that some row has more than once. Its last value is the cell, as with `JSON.parse`. */
  readonly duplicateColumns: readonly string[];
  /** The JSON source of a value; undefined when the row lacks the column, or when there is no such row or column. */
  cell(row: number, column: number): string | undefined;
  /** The JSON source of a row that is not an object; undefined for every other row. */
  stray(row: number): string | undefined;
}

/** What rows with the same keys in the same order share, so that a row is no more than the offsets of its values. */
interface Shape {
  /** The keys as they stand in the source, quotes and escapes included. */
  readonly keys: readonly string[];
  /** Column → place of its value among the row's values. */
  readonly places: ReadonlyMap<number, number>;
  rows: number;
}

/** Offsets, four bytes each: a million rows of twenty columns have to fit. */
class Offsets {
  length = 0;
  #values = new Uint32Array(1024);

  push(value: number): void {
    if (this.length === this.#values.length) {
      const longer = new Uint32Array(this.length * 2);
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[this.length++] = value;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }
}

/** Some of the rows, with the text that their values are cut from. */
class Part {
  readonly text: string;
  /** The number of the part's first row. */
  readonly first: number;
  /** For each row its shape; undefined for one that is not an object. */
  readonly rows: (Shape | undefined)[] = [];
  /** Where each value starts, row after row; `firsts` says where a row begins in it. Ends are found again when asked. */
  readonly starts = new Offsets();
  readonly firsts = new Offsets();

  constructor(text: string, first: number) {
    this.text = text;
    this.first = first;
  }

  sourceAt(index: number): string {
    const start = this.starts.at(index);
    return this.text.slice(start, valueEnd(this.text, start));
  }
}

/**
 * Rows that come in parts: each part is read by itself, so that a hundred thousand rows neither keep the first ones
 * waiting nor hold the thread for long. Keeps the texts and, for each value, four bytes: cells are cut from the text
 * when they are asked for.
 */
export class GrowingTable implements PreviewTable {
  readonly #columns: string[] = [];
  readonly #shapes: Shape[] = [];
  readonly #parts: Part[] = [];
  readonly #duplicates = new Set<string>();
  readonly #columnOf = new Map<string, number>();
  readonly #shapeOf = new Map<string, Shape>();
  #rowCount = 0;
  #strayRows = 0;
  /** The part that was asked last: the next question is most often about the same. */
  #recent: Part | undefined;

  get columns(): readonly string[] {
    return this.#columns;
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  get raggedRows(): number {
    const { length } = this.#columns;
    return this.#shapes.reduce((sum, shape) => sum + (shape.places.size < length ? shape.rows : 0), 0);
  }

  get strayRows(): number {
    return this.#strayRows;
  }

  get duplicateColumns(): readonly string[] {
    return [...this.#duplicates];
  }

  cell(row: number, column: number): string | undefined {
    const part = this.#partOf(row);
    const place = part?.rows[row - part.first]?.places.get(column);
    return part === undefined || place === undefined
      ? undefined
      : part.sourceAt(part.firsts.at(row - part.first) + place);
  }

  stray(row: number): string | undefined {
    const part = this.#partOf(row);
    if (part === undefined || part.rows[row - part.first] !== undefined) return undefined;
    return part.sourceAt(part.firsts.at(row - part.first));
  }

  /** Reads more rows. `json` is text that `JSON.parse` has accepted; what is no array is a SyntaxError. */
  append(json: string): void {
    const part = new Part(json, this.#rowCount);
    let at = skipBlank(json, 0);
    if (json[at] !== '[') throw new SyntaxError('The rows are not a JSON array');
    at = skipBlank(json, at + 1);
    let shape: Shape | undefined;
    while (json[at] !== ']') {
      const first = part.starts.length;
      part.firsts.push(first);
      let end = -1;
      if (json[at] !== '{') {
        part.starts.push(at);
        part.rows.push(undefined);
        this.#strayRows++;
        end = valueEnd(json, at);
      } else {
        if (shape) end = readAs(part, shape.keys, at);
        if (end === -1) {
          part.starts.length = first;
          [shape, end] = this.#readAny(part, at);
        }
        if (shape) shape.rows++;
        part.rows.push(shape);
      }
      at = next(json, end);
    }
    this.#parts.push(part);
    this.#rowCount += part.rows.length;
  }

  #partOf(row: number): Part | undefined {
    const holds = (part: Part | undefined): boolean =>
      part !== undefined && row >= part.first && row < part.first + part.rows.length;
    if (holds(this.#recent)) return this.#recent;
    let low = 0;
    let high = this.#parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#parts[middle]?.first ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    const part = this.#parts[low];
    if (!holds(part)) return undefined;
    return (this.#recent = part);
  }

  #readAny(part: Part, at: number): [Shape, number] {
    const { text } = part;
    const keys: string[] = [];
    at = skipBlank(text, at + 1);
    while (text[at] !== '}') {
      const keyEnd = stringEnd(text, at);
      keys.push(text.slice(at, keyEnd));
      const start = skipBlank(text, skipBlank(text, keyEnd) + 1);
      part.starts.push(start);
      at = next(text, valueEnd(text, start));
    }
    return [this.#shape(keys), at + 1];
  }

  #shape(keys: readonly string[]): Shape {
    const id = keys.join(',');
    const known = this.#shapeOf.get(id);
    if (known) return known;
    const places = new Map<number, number>();
    for (const [place, source] of keys.entries()) {
      const name = decodeString(source, 0, source.length);
      let column = this.#columnOf.get(name);
      if (column === undefined) {
        column = this.#columns.push(name) - 1;
        this.#columnOf.set(name, column);
      }
      if (places.has(column)) this.#duplicates.add(name);
      places.set(column, place);
    }
    const shape = { keys, places, rows: 0 };
    this.#shapeOf.set(id, shape);
    this.#shapes.push(shape);
    return shape;
  }
}

function next(text: string, end: number): number {
  const at = skipBlank(text, end);
  return text[at] === ',' ? skipBlank(text, at + 1) : at;
}

/** Reads the row at `at` on the guess that it has these keys; its end, or -1 when it has not. */
function readAs({ text, starts }: Part, keys: readonly string[], at: number): number {
  at = skipBlank(text, at + 1);
  for (const key of keys) {
    if (!text.startsWith(key, at)) return -1;
    const start = skipBlank(text, skipBlank(text, at + key.length) + 1);
    starts.push(start);
    at = next(text, valueEnd(text, start));
  }
  return text[at] === '}' ? at + 1 : -1;
}

/** Reads a `rows` array that is there as a whole; see `GrowingTable.append`. */
export function readRows(json: string): PreviewTable {
  const table = new GrowingTable();
  table.append(json);
  return table;
}
