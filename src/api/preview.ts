import type { JsonAnswer } from './answer.ts';
import { type Read, readPreview, type WarehouseError } from './wire.ts';

export interface Preview {
  /**
   * The `rows` array in parts: each is JSON text of an array, and together they hold the rows exactly as the server sent
   * them (T34). The first is about a screen; there is at least one, which is `[]` when there were no rows.
   */
  readonly parts: readonly string[];
  readonly rowCount: number;
  /** The warehouse refused or broke off the query; not the same as an empty result, even with no rows. */
  readonly warehouseError?: WarehouseError;
}

/** Each row of the rows that were taken out of the answer has to be an object; the rest is judged as it stands. */
export function previewOf({ json, rows, shown }: JsonAnswer): Read<Preview> {
  const read = readPreview(json);
  if (read.kind === 'shape_problem') return read;
  const { hasRows, warehouseError } = read.value;
  const found = hasRows ? rows : undefined;
  if (found?.oddRow !== undefined)
    return { kind: 'shape_problem', detail: `rows[${found.oddRow}]: expected an object` };
  const parts = found === undefined || found.parts.length === 0 ? ['[]'] : found.parts;
  const said = warehouseError && { ...warehouseError, message: shown(warehouseError.message) };
  return { kind: 'read', value: { parts, rowCount: found?.rowCount ?? 0, ...(said && { warehouseError: said }) } };
}
