import { members } from '../core/json.ts';
import type { JsonAnswer } from './answer.ts';
import { type Read, readPreview, type WarehouseError } from './wire.ts';

export interface Preview {
  /** JSON text of the `rows` array exactly as the server sent it; `[]` when there were none beside an error. */
  readonly rows: string;
  readonly rowCount: number;
  /** The warehouse refused or broke off the query; not the same as an empty result, even with no rows. */
  readonly warehouseError?: WarehouseError;
}

/** The rows keep the source text of their numbers and the order of their columns, which `JSON.parse` would change (T34). */
export function previewOf({ json, text = '' }: JsonAnswer): Read<Preview> {
  const read = readPreview(json);
  if (read.kind === 'shape_problem') return read;
  const { hasRows, ...rest } = read.value;
  // As in JSON.parse, the last of repeated members counts.
  const span = hasRows ? [...members(text)].findLast(member => member.key === 'rows') : undefined;
  return { kind: 'read', value: { rows: span === undefined ? '[]' : text.slice(span.start, span.end), ...rest } };
}
