import type { Field, LeveredDocument } from '../document/leveredDocument.ts';
import { nameKey, type Dialect } from '../sql/dialect.ts';
import type { OutputColumn, QueryAnalysis } from '../sql/queryAnalysis.ts';

/** An entry of a column mapping that names an output column of the query. */
export interface MappedColumn {
  /** The keys from the mapping down, e.g. `factors.country`. */
  readonly path: string;
  readonly field: Field;
  readonly name: string;
}

/** The entries that name columns, in the file's order. An entry that this project does not know counts as one. */
export function mappedColumns({ columnMapping }: LeveredDocument): readonly MappedColumn[] {
  const named = (field: Field, path: string): readonly MappedColumn[] =>
    typeof field.value === 'string' && field.value !== '' ? [{ path, field, name: field.value }] : [];
  return (columnMapping?.fields ?? []).flatMap(field => {
    if (field.key === 'reward_type') return [];
    if (field.key !== 'factors') return named(field, field.key);
    return (field.fields ?? []).flatMap(factor => named(factor, `factors.${factor.key}`));
  });
}

/** The name under which a column is returned, where that is known. */
export function nameOf(column: OutputColumn): string | undefined {
  if (column.kind === 'named') return column.name;
  return column.kind === 'madeUp' ? column.derivedName : undefined;
}

/** Whether a mapping's text names a column: as the dialect compares a name without quotes, or letter by letter. */
export function isColumn(name: string, column: OutputColumn, dialect: Dialect): boolean {
  const returned = nameOf(column);
  if (returned === undefined) return false;
  const isQuoted = column.kind !== 'named' || column.quoted;
  return returned === name || nameKey(returned, isQuoted, dialect) === nameKey(name, false, dialect);
}

/** The columns as far as they are told. */
export function columnsOf({ columns }: QueryAnalysis): readonly OutputColumn[] {
  return columns.kind === 'told' ? columns.columns : [];
}
