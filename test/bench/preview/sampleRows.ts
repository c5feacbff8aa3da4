/** How large a table is. */
export interface TableSize {
  readonly rows: number;
  readonly columns: number;
}

/** The first part is what the page shows first, the others are of about this length, in letters. */
const firstRows = 200;
const partLength = 1_000_000;

/** The first column of a row: no other text on the page holds it, so a row that is on the screen is told by it. */
export function idOf(row: number): string {
  return `user-${String(row).padStart(9, '0')}`;
}

const variants = ['"control"', '"variant_a"', '"variant_b"', 'null'];
const plans = ['free', 'starter', 'business', 'enterprise'];

/** What a column holds: the kinds of values that warehouses return, the same for every run. */
function value(row: number, column: number): string {
  // A multiplication of its own for each column, so that neighbours differ and nothing is drawn at random.
  const seed = (row * 2654435761 + column * 40503) >>> 0;
  if (column === 0) return `"${idOf(row)}"`;
  if (column === 1)
    return `"2026-0${1 + (seed % 9)}-1${seed % 10}T0${seed % 10}:3${seed % 7}:1${seed % 9}.${100 + (seed % 900)}Z"`;
  switch (column % 6) {
    case 2:
      return String(seed % 100_000);
    case 3:
      return ((seed % 1_000_000) / 100).toFixed(2);
    case 4:
      return variants[seed % variants.length] ?? 'null';
    case 5:
      return seed % 2 === 0 ? 'true' : 'false';
    case 0:
      return `"${plans[seed % plans.length] ?? ''} plan, seat ${seed % 5000}"`;
    default:
      return seed % 13 === 0 ? '""' : `"https://example.com/${(seed % 100_000).toString(36)}"`;
  }
}

function columnName(column: number): string {
  return ['anonymous_id', 'converted_at'][column] ?? `column_${column}`;
}

/** The rows as JSON text, one text for each row. */
function* rowTexts({ rows, columns }: TableSize): Generator<string> {
  const keys = Array.from({ length: columns }, (_, column) => `"${columnName(column)}":`);
  for (let row = 0; row < rows; row++) yield `{${keys.map((key, column) => key + value(row, column)).join()}}`;
}

/** JSON arrays that are the rows in order, as the page's host sends them: the first screen, then the rest in pieces. */
export function rowParts(size: TableSize): readonly Buffer[] {
  const parts: Buffer[] = [];
  let piece: string[] = [];
  let length = 0;
  let row = 0;
  const end = (): void => {
    if (piece.length > 0) parts.push(Buffer.from(`[${piece.join()}]`));
    piece = [];
    length = 0;
  };
  for (const text of rowTexts(size)) {
    piece.push(text);
    length += text.length;
    row++;
    if (row === firstRows || length >= partLength) end();
  }
  end();
  return parts;
}

/** The rows as one JSON array, as the server sent them. */
export function wholeRows(parts: readonly Buffer[]): Buffer {
  const inner = parts.map(part => part.subarray(1, -1));
  return Buffer.concat([
    Buffer.from('['),
    ...inner.flatMap((part, at) => (at === 0 ? [part] : [Buffer.from(','), part])),
    Buffer.from(']'),
  ]);
}
