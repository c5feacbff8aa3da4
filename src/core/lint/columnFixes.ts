import { valueEdits } from '../document/valueEdit.ts';
import type { NamedColumn, OutputColumn } from '../sql/queryAnalysis.ts';
import { editPlaceOf } from './editPlace.ts';
import type { Fix } from './fix.ts';
import { mappedColumns, type MappedColumn } from './mappedColumns.ts';
import type { Problem } from './problem.ts';
import { mayReturn, namedColumns } from './returnedColumns.ts';
import { inDocument, type LintSubject } from './subject.ts';

type Of<Code extends Problem['code']> = Extract<Problem, { readonly code: Code }>;

/** More columns than these are no choice that fits into a menu. */
const maxChoices = 5;
/** A name that stands in a query without quotes in every dialect, unless it is a keyword. */
const bareName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Map the column that was meant, give the name to an expression that has none, or map another column. */
export function columnFixes({ path, column, didYouMean }: Of<'column-not-returned'>, subject: LintSubject): Fix[] {
  const mapped = mappedColumns(subject.document).find(one => one.path === path);
  const columns = columnsOf(subject);
  if (mapped === undefined) return [];
  const nameless = bareName.test(column) ? columns.filter(one => one.kind === 'madeUp' && one.star === undefined) : [];
  const isOnly = didYouMean === undefined && nameless.length === 1;
  const names = nameless
    .slice(0, maxChoices)
    .map(({ range }) => nameFix(inDocument(subject, range), column, subject, isOnly));
  const near = didYouMean === undefined ? [] : [mapFix(mapped, didYouMean, subject, true)];
  const others = unmapped(subject)
    .filter(({ name }) => name !== didYouMean)
    .map(({ name }) => mapFix(mapped, name, subject, false));
  return [...near, ...names, ...others];
}

/** The columns that no part of the mapping names yet, as many as fit into a menu. */
export function unmapped(subject: LintSubject): readonly NamedColumn[] {
  const mapped = mappedColumns(subject.document).map(({ column }) => column);
  return namedColumns(columnsOf(subject))
    .filter(column => !mapped.some(name => mayReturn(subject, [column], name)))
    .slice(0, maxChoices);
}

export function columnsOf({ analysis: { columns } }: LintSubject): readonly OutputColumn[] {
  return columns.kind === 'told' ? columns.columns : [];
}

/** Another name for the second of two columns. One that a star brings has its name elsewhere. */
export function duplicateColumnFixes({ start, column }: Of<'duplicate-column'>, subject: LintSubject): Fix[] {
  const found = namedColumns(columnsOf(subject)).find(
    one => one.star === undefined && inDocument(subject, one.nameRange).start === start,
  );
  if (found === undefined || found.quoted || !bareName.test(column)) return [];
  let number = 2;
  while (mayReturn(subject, columnsOf(subject), `${column}_${number}`) && number < 100) number++;
  const name = `${column}_${number}`;
  const { end } = inDocument(subject, found.range);
  const edit = found.isAlias
    ? { ...inDocument(subject, found.nameRange), text: name }
    : { start: end, end, text: ` AS ${name}` };
  const expression = subject.document.text.slice(inDocument(subject, found.range).start, end);
  return [{ code: 'name-column', expression, column: name, edits: [edit], isPreferred: false }];
}

/** Before the first column, where the query is a plain one. */
export function hostedColumnFixes(columns: readonly string[], subject: LintSubject): Fix[] {
  const [first] = columnsOf(subject);
  const sql = subject.document.sqlToSend;
  const isPlain = !/\b(?:UNION|INTERSECT|EXCEPT|DISTINCT|GROUP)\b/i.test(sql) && !/\(\s*SELECT\b/i.test(sql);
  if (first === undefined || first.star !== undefined || !isPlain) return [];
  const { start } = inDocument(subject, first.range);
  const text = `${columns.join(', ')}, `;
  return [{ code: 'add-columns', columns, edits: [{ start, end: start, text }], isPreferred: true }];
}

function mapFix({ path, field }: MappedColumn, column: string, { document }: LintSubject, isPreferred: boolean): Fix {
  return { code: 'map-column', path, column, edits: valueEdits(editPlaceOf(document), field, column), isPreferred };
}

function nameFix(
  { start, end }: { readonly start: number; readonly end: number },
  column: string,
  { document }: LintSubject,
  isPreferred: boolean,
): Fix {
  const expression = document.text.slice(start, end);
  return {
    code: 'name-column',
    expression,
    column,
    edits: [{ start: end, end, text: ` AS ${column}` }],
    isPreferred,
  };
}
