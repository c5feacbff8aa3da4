import { mappedColumns as named } from '../authoring/mappedColumns.ts';
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
export function mappedColumns(document: LeveredDocument): readonly MappedColumn[] {
  const known = mappingKeys[document.kind];
  // A factor is named with its map, every other entry by its key alone.
  return named(document)
    .filter(({ path, field, name }) => known.includes(path === field.key ? path : 'factors') && name.trim() !== '')
    .map(({ path, field, name }) => ({ path, field, column: name }));
}
