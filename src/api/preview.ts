import { elements, members } from '../core/json.ts';
import type { JsonAnswer } from './answer.ts';
import { type Read, readPreview, type WarehouseError } from './wire.ts';

export interface Preview {
  /**
   * The `rows` array in parts: each is JSON text of an array, and together they hold the rows exactly as the server sent
   * them. The first is about a screen; there is at least one, which is `[]` when there were no rows.
   */
  readonly parts: readonly string[];
  readonly rowCount: number;
  /** The warehouse refused or broke off the query; not the same as an empty result, even with no rows. */
  readonly warehouseError?: WarehouseError;
}

/** More than a tall window shows. */
const firstRows = 200;
/** A part is read and sent on in a few milliseconds. In characters. */
const partLength = 1_000_000;

/** The rows keep the source text of their numbers and the order of their columns, which `JSON.parse` would change (T34). */
export function previewOf({ json, text = '' }: JsonAnswer): Read<Preview> {
  const read = readPreview(json);
  if (read.kind === 'shape_problem') return read;
  const { hasRows, ...rest } = read.value;
  // As in JSON.parse, the last of repeated members counts.
  const span = hasRows ? [...members(text)].findLast(member => member.key === 'rows') : undefined;
  return { kind: 'read', value: { parts: span === undefined ? ['[]'] : partsOf(text, span.start), ...rest } };
}

function partsOf(text: string, start: number): readonly string[] {
  const parts: string[] = [];
  let from = -1;
  let to = -1;
  let rows = 0;
  for (const row of elements(text, start)) {
    if (from < 0) from = row.start;
    to = row.end;
    rows++;
    if (parts.length === 0 ? rows < firstRows : to - from < partLength) continue;
    parts.push(`[${text.slice(from, to)}]`);
    from = -1;
  }
  if (from >= 0) parts.push(`[${text.slice(from, to)}]`);
  return parts.length === 0 ? ['[]'] : parts;
}
