import type { LeveredDocument } from '../document/leveredDocument.ts';
import type { TextRange } from '../document/problem.ts';
import type { Dialect } from '../sql/dialect.ts';
import type { ColumnReference, OutputColumn, QueryAnalysis, Range } from '../sql/queryAnalysis.ts';
import { columnsOf, isColumn, mappedColumns, type MappedColumn } from './mappedColumns.ts';

/** A document with what is known of its query. */
export interface ReadDocument {
  readonly document: LeveredDocument;
  readonly analysis: QueryAnalysis;
  readonly dialect: Dialect;
}

/** What an output column and the mapping have to do with each other. */
export interface ColumnTie {
  readonly mapped: readonly MappedColumn[];
  /** More than one where the query returns several of the name; none where none is known. */
  readonly columns: readonly OutputColumn[];
  /** The places behind the select list that name the column. */
  readonly references: readonly ColumnReference[];
  /** What stands at the place that was asked for, in the document. */
  readonly range: TextRange;
}

/** What an offset of a document names: an entry of the mapping, an output column's name, or a reference to one. */
export function columnTieAt(read: ReadDocument, offset: number): ColumnTie | undefined {
  const { document, analysis } = read;
  const isHere = ({ start, end }: TextRange): boolean => start <= offset && offset <= end;
  const mapped = mappedColumns(document).find(({ field }) => isHere(field.valueRange));
  if (mapped !== undefined) return { ...tieOf(read, mapped.name), range: mapped.field.valueRange };
  const inDocument = ({ start, end }: Range): TextRange => ({
    start: start + document.sql.start,
    end: end + document.sql.start,
  });
  const columns = columnsOf(analysis);
  const named = columns.find(column => column.kind === 'named' && isHere(inDocument(column.nameRange)));
  const reference = analysis.references.find(({ range }) => isHere(inDocument(range)));
  const column = named ?? (reference === undefined ? undefined : columns[reference.column]);
  if (column?.kind !== 'named') return undefined;
  const range = inDocument(named === undefined && reference !== undefined ? reference.range : column.nameRange);
  return { ...tieOf(read, column.name, column), range };
}

function tieOf(
  { document, analysis, dialect }: ReadDocument,
  name: string,
  own?: OutputColumn,
): Omit<ColumnTie, 'range'> {
  const all = columnsOf(analysis);
  const columns = all.filter(column => column === own || isColumn(name, column, dialect));
  return {
    columns,
    mapped: mappedColumns(document).filter(mapped => columns.some(column => isColumn(mapped.name, column, dialect))),
    references: analysis.references.filter(({ column }) => columns.some(one => one === all[column])),
  };
}
