import type { NamedColumn } from '../sql/queryAnalysis.ts';
import { mappedColumns } from './mappedColumns.ts';
import { found, type Problem } from './problem.ts';
import { knownColumns, mayReturn, namedColumns } from './returnedColumns.ts';
import { inDocument, type LintSubject } from './subject.ts';

/** Names, in upper case, that a filter on some time has. */
const timely = /(?:^|_)(?:PARTITION|(?:AT|ON|TS|DT|DS|DAYS?|HOUR|WEEK|MONTH|YEAR)(?:$|_))|DATE|TIME|NOW|INTERVAL/;
const templating = /\{\{|\{%|\$\{|@\w/;

/**
 * Advice where a query certainly reads all the time there is: without a filter each preview and each training reads
 * whole tables, which the warehouse may bill. Silent wherever a filter could be one on time.
 */
export function timeFilterProblems(subject: LintSubject): readonly Problem[] {
  const { document, analysis } = subject;
  const columns = knownColumns(subject);
  const mapped = mappedColumns(document).find(({ path }) => path === 'timestamp');
  if (columns === undefined || mapped === undefined) return [];
  const [column, another] = namedColumns(columns).filter(one => mayReturn(subject, [one], mapped.column));
  if (column === undefined || another !== undefined) return [];
  const sql = document.sqlToSend;
  // A parameter such as `@start_date` narrows the time, and what a template brings nobody sees.
  if (templating.test(sql)) return [];
  const words = analysis.filterWords;
  const isNested = analysis.commonTables.length > 0 || /\(\s*SELECT\b/i.test(sql);
  if (isNested && words.size > 0) return [];
  const sources = sourceWords(sql, column);
  // A constant, or a table that holds nothing but a list of values.
  if (sources.length === 0 || !/\bFROM\b/i.test(sql)) return [];
  const isFiltered = [...words].some(word => sources.includes(word) || timely.test(word));
  if (isFiltered) return [];
  return [found(inDocument(subject, column.range), { code: 'no-time-filter', column: mapped.column })];
}

/** The names in the expression that a column is made of, in upper case, and its own. */
function sourceWords(sql: string, { range, nameRange, isAlias, name }: NamedColumn): readonly string[] {
  const expression = sql.slice(range.start, isAlias ? nameRange.start : range.end).replace(/'[^']*'/g, '');
  const words = expression.toUpperCase().match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [];
  const names = words.filter(word => word !== 'AS');
  return names.length === 0 ? [] : [...names, name.toUpperCase()];
}
