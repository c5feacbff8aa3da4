import type { NamedColumn } from '../sql/queryAnalysis.ts';
import { didYouMean } from '../text/didYouMean.ts';
import { mappedColumns } from './mappedColumns.ts';
import { found, type Problem } from './problem.ts';
import { isSameColumn, knownColumns, mayReturn, namedColumns } from './returnedColumns.ts';
import { inDocument, type LintSubject } from './subject.ts';

/** The columns that each row of the warehouse that Levered hosts is told apart by; a query has to keep them. */
const hostedColumns = ['organization_id', 'optimization_id'];

/** What is wrong between the columns that the query returns and those that are asked of it. */
export function columnProblems(subject: LintSubject): readonly Problem[] {
  return [...unreturned(subject), ...duplicates(subject), ...missingHosted(subject)];
}

function unreturned(subject: LintSubject): Problem[] {
  const columns = knownColumns(subject);
  if (columns === undefined) return [];
  return mappedColumns(subject.document).flatMap(({ path, column, field }) => {
    if (mayReturn(subject, columns, column)) return [];
    const near = didYouMean(
      column,
      namedColumns(columns).map(({ name }) => name),
    );
    return [
      found(field.valueRange, {
        code: 'column-not-returned',
        path,
        column,
        ...(near === undefined ? {} : { didYouMean: near }),
      }),
    ];
  });
}

/** A second column of one name: BigQuery refuses it, and elsewhere nobody knows which of the two a mapping means. */
function duplicates(subject: LintSubject): Problem[] {
  const { analysis, context, document } = subject;
  if (analysis.columns.kind === 'untold') return [];
  const mapped = mappedColumns(document).map(({ column }) => column);
  const seen = new Map<string, NamedColumn[]>();
  return namedColumns(analysis.columns.columns).flatMap(column => {
    const key = column.name.toLowerCase();
    const others = seen.get(key) ?? [];
    seen.set(key, [...others, column]);
    if (!others.some(other => isSameColumn(other, column, context.dialect))) return [];
    const isHarmful = context.dialect === 'bigquery' || mapped.some(name => mayReturn(subject, [column], name));
    if (!isHarmful) return [];
    const range = inDocument(subject, column.star ?? column.nameRange);
    return [found(range, { code: 'duplicate-column', column: column.name })];
  });
}

function missingHosted(subject: LintSubject): Problem[] {
  const columns = subject.context.isHosted ? knownColumns(subject) : undefined;
  const [statement] = subject.analysis.statements.filter(({ kind }) => kind === 'query');
  if (columns === undefined || statement === undefined) return [];
  const missing = hostedColumns.filter(name => !mayReturn(subject, columns, name));
  if (missing.length === 0) return [];
  const word = /^\w*/.exec(subject.document.sqlToSend.slice(statement.range.start, statement.range.end))?.[0] ?? '';
  const { start } = statement.range;
  const range = { start, end: start + Math.max(1, word.length) };
  return [found(inDocument(subject, range), { code: 'missing-hosted-columns', columns: missing })];
}
