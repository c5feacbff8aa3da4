import { decodeString, skipBlank, stringEnd, valueEnd } from '../json.ts';

/** The rows of a preview as a table, every value in the spelling that the server sent (T34). */
export interface PreviewTable {
  /** Names in the order in which they first appear, row by row. */
  readonly columns: readonly string[];
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

class TableReader {
  readonly columns: string[] = [];
  readonly shapes: Shape[] = [];
  /** For each row its shape; undefined for one that is not an object. */
  readonly rows: (Shape | undefined)[] = [];
  readonly duplicates = new Set<string>();
  /** Where each value starts, row after row; `firsts` says where a row begins in it. Ends are found again when asked. */
  readonly starts = new Offsets();
  readonly firsts = new Offsets();
  readonly text: string;
  readonly #columnOf = new Map<string, number>();
  readonly #shapeOf = new Map<string, Shape>();

  constructor(text: string) {
    this.text = text;
  }

  read(): void {
    const text = this.text;
    let at = skipBlank(text, 0);
    if (text[at] !== '[') throw new SyntaxError('The rows are not a JSON array');
    at = skipBlank(text, at + 1);
    let shape: Shape | undefined;
    while (text[at] !== ']') {
      const first = this.starts.length;
      this.firsts.push(first);
      let end = -1;
      if (text[at] !== '{') {
        this.starts.push(at);
        this.rows.push(undefined);
        end = valueEnd(text, at);
      } else {
        if (shape) end = this.#readAs(shape.keys, at);
        if (end === -1) {
          this.starts.length = first;
          [shape, end] = this.#readAny(at);
        }
        if (shape) shape.rows++;
        this.rows.push(shape);
      }
      at = this.#next(end);
    }
  }

  #next(end: number): number {
    const at = skipBlank(this.text, end);
    return this.text[at] === ',' ? skipBlank(this.text, at + 1) : at;
  }

  /** Reads the row at `at` on the guess that it has these keys; its end, or -1 when it has not. */
  #readAs(keys: readonly string[], at: number): number {
    const text = this.text;
    at = skipBlank(text, at + 1);
    for (const key of keys) {
      if (!text.startsWith(key, at)) return -1;
      const start = skipBlank(text, skipBlank(text, at + key.length) + 1);
      this.starts.push(start);
      at = this.#next(valueEnd(text, start));
    }
    return text[at] === '}' ? at + 1 : -1;
  }

  #readAny(at: number): [Shape, number] {
    const text = this.text;
    const keys: string[] = [];
    at = skipBlank(text, at + 1);
    while (text[at] !== '}') {
      const keyEnd = stringEnd(text, at);
      keys.push(text.slice(at, keyEnd));
      const start = skipBlank(text, skipBlank(text, keyEnd) + 1);
      this.starts.push(start);
      at = this.#next(valueEnd(text, start));
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
        column = this.columns.push(name) - 1;
        this.#columnOf.set(name, column);
      }
      if (places.has(column)) this.duplicates.add(name);
      places.set(column, place);
    }
    const shape = { keys, places, rows: 0 };
    this.#shapeOf.set(id, shape);
    this.shapes.push(shape);
    return shape;
  }
}

/**
 * Reads the `rows` array of a preview. `json` is text that `JSON.parse` has accepted; what is no array is a SyntaxError.
 * Keeps the text and, for each value, four bytes: cells are cut from the text when they are asked for.
 */
export function readRows(json: string): PreviewTable {
  const reader = new TableReader(json);
  reader.read();
  const { columns, shapes, rows, starts, firsts } = reader;
  const sourceAt = (index: number): string => json.slice(starts.at(index), valueEnd(json, starts.at(index)));
  return {
    columns,
    rowCount: rows.length,
    raggedRows: shapes.reduce((sum, shape) => sum + (shape.places.size < columns.length ? shape.rows : 0), 0),
    strayRows: rows.length - shapes.reduce((sum, shape) => sum + shape.rows, 0),
    duplicateColumns: [...reader.duplicates],
    cell: (row, column) => {
      const place = rows[row]?.places.get(column);
      return place === undefined ? undefined : sourceAt(firsts.at(row) + place);
    },
    stray: row => (row in rows && !rows[row] ? sourceAt(firsts.at(row)) : undefined),
  };
}
