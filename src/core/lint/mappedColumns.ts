import { mappingKeys } from '../document/documentKeys.ts';
import type { Field, LeveredDocument } from '../document/leveredDocument.ts';

/** A place of the column mapping that names an output column. */
export interface MappedColumn {
  /** Within the column mapping, e.g. `anonymous_id` or `factors.headline`. */
  readonly path: string;
  readonly column: string;
  readonly field: Field;
}

/** The output columns that a document's mapping names, in its order. Parts that nobody here knows are not among them. */
export function mappedColumns({ columnMapping, kind }: LeveredDocument): readonly MappedColumn[] {
  return (columnMapping?.fields ?? []).flatMap(field => {
    if (field.key === 'reward_type' || !mappingKeys[kind].includes(field.key)) return [];
    if (field.key !== 'factors') return mappedColumn(field.key, field);
    return (field.fields ?? []).flatMap(factor => mappedColumn(`factors.${factor.key}`, factor));
  });
}

function mappedColumn(path: string, field: Field): readonly MappedColumn[] {
  const { value } = field;
  return typeof value === 'string' && value.trim() !== '' ? [{ path, column: value, field }] : [];
}
