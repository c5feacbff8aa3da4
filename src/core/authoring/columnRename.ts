import { parseDocument } from '../document/documentParser.ts';
import { lineBreakOf } from '../document/lineEdges.ts';
import type { TextRange } from '../document/problem.ts';
import { applyEdits, type TextEdit } from '../document/textEdit.ts';
import { valueEdits } from '../document/valueEdit.ts';
import { analyseQuery } from '../sql/analyseQuery.ts';
import { nameKey } from '../sql/dialect.ts';
import type { NamedColumn, Range } from '../sql/queryAnalysis.ts';
import { isNamedElsewhere } from './aliasUses.ts';
import { columnTieAt, type ColumnTie, type ReadDocument } from './columnTie.ts';
import { columnsOf, isColumn, mappedColumns, nameOf } from './mappedColumns.ts';

/**
 * Why a rename is refused.
 * - `nothing`: there stands neither a column nor an entry of the mapping
 * - `untold`: what the query returns cannot be told from its text
 * - `notReturned`: the query returns no column of that name
 * - `star`: a `*` brings the column, so its name is not written where it is returned
 * - `unnamed`: the column has no name of its own
 * - `several`: more than one column has the name
 * - `uncertain`: the name stands in places that may mean something else
 * - `name`: the new name would have to be quoted
 * - `taken`: another column has the new name
 * - `changes`: the query would return something else with the new name
 */
export type RenameRefusal =
  'nothing' | 'untold' | 'notReturned' | 'star' | 'unnamed' | 'several' | 'uncertain' | 'name' | 'taken' | 'changes';

export interface Refused {
  readonly kind: 'refused';
  readonly why: RenameRefusal;
}

const refused = (why: RenameRefusal): Refused => ({ kind: 'refused', why });

interface Target {
  readonly kind: 'column';
  readonly tie: ColumnTie;
  readonly column: NamedColumn;
  readonly range: TextRange;
  readonly name: string;
}

/** The column that a rename at an offset would be about, and the range that holds its name there. */
export function renameTargetAt(read: ReadDocument, offset: number): Target | Refused {
  const tie = columnTieAt(read, offset);
  if (tie === undefined) return refused('nothing');
  const { columns } = read.analysis;
  if (columns.kind === 'untold') return refused('untold');
  const [column, another] = tie.columns;
  const isOpen = columns.columns.some(({ kind }) => kind === 'star' || kind === 'unsure');
  if (column === undefined) return refused(isOpen ? 'star' : 'notReturned');
  if (another !== undefined) return refused('several');
  if (column.star !== undefined) return refused('star');
  if (column.kind !== 'named') return refused('unnamed');
  const isLost = column.isAlias && tie.references.some(({ isCertain }) => !isCertain);
  if (isLost || isNamedElsewhere(read, column, tie.references)) return refused('uncertain');
  return { kind: 'column', tie, column, range: tie.range, name: column.name };
}

/**
 * The edits that give the column at an offset another name: where it is made (a column without an alias gets one), in
 * the mapping, and behind the select list where it is certain that the column is meant. What they make is read again,
 * and is refused unless nothing but that name has changed.
 */
export function renameColumn(
  read: ReadDocument,
  offset: number,
  name: string,
): { readonly kind: 'edits'; readonly edits: readonly TextEdit[] } | Refused {
  const target = renameTargetAt(read, offset);
  if (target.kind === 'refused') return target;
  if (!/^[A-Za-z_]\w{0,127}$/.test(name)) return refused('name');
  const { document, analysis, dialect } = read;
  const { column, tie } = target;
  const key = nameKey(name, column.quoted, dialect);
  const others = columnsOf(analysis).filter(other => other !== column);
  const isTaken = others.some(
    other => isColumn(name, other, dialect) || nameKey(nameOf(other) ?? '', false, dialect) === key,
  );
  if (isTaken) return refused('taken');
  const edits = [
    ...mappingEdits(read, tie, name),
    ...sqlEdits(document.sqlToSend, column, tie, name).map(({ start, end, text }) => ({
      start: start + document.sql.start,
      end: end + document.sql.start,
      text,
    })),
  ];
  return changesNothingElse(read, edits, column, name) ? { kind: 'edits', edits } : refused('changes');
}

function mappingEdits({ document }: ReadDocument, { mapped }: ColumnTie, name: string): readonly TextEdit[] {
  const { text, fence, segments } = document;
  const place = { text, inComment: fence === 'comment', lineBreak: lineBreakOf(segments) };
  return mapped.flatMap(({ field }) => valueEdits(place, field, name));
}

function sqlEdits(sql: string, column: NamedColumn, tie: ColumnTie, name: string): readonly TextEdit[] {
  const written = ({ start, end }: Range): TextEdit => {
    const quote = /^["`]/.exec(sql.slice(start, end))?.[0] ?? '';
    return { start, end, text: quote + name + quote };
  };
  const own = column.isAlias
    ? written(column.nameRange)
    : { start: column.range.end, end: column.range.end, text: ` AS ${name}` };
  return [own, ...tie.references.filter(({ isCertain }) => isCertain).map(({ range }) => written(range))];
}

/** Whatever word or dialect makes a name something else than a name: the analysis of the result shows it. */
function changesNothingElse(
  { document, analysis, dialect }: ReadDocument,
  edits: readonly TextEdit[],
  renamed: NamedColumn,
  name: string,
): boolean {
  const after = parseDocument(applyEdits(document.text, edits));
  const columns = columnsOf(analyseQuery(after.sqlToSend, dialect));
  const before = columnsOf(analysis);
  if (columns.length !== before.length) return false;
  const isKept = before.every((column, at) => {
    const now = columns[at];
    if (column === renamed) return now?.kind === 'named' && now.name === name;
    return now?.kind === column.kind && nameOf(now) === nameOf(column);
  });
  const paths = ({ path }: { readonly path: string }): string => path;
  return isKept && mappedColumns(after).map(paths).join('\n') === mappedColumns(document).map(paths).join('\n');
}
