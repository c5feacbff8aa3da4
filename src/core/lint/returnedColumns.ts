import { nameKey, type Dialect, type KnownDialect } from '../sql/dialect.ts';
import type { NamedColumn, OutputColumn } from '../sql/queryAnalysis.ts';
import type { LintSubject } from './subject.ts';

/** The columns of a query, if all of them are known: no star, and none whose name is not certain. */
export function knownColumns({ analysis: { columns } }: LintSubject): readonly OutputColumn[] | undefined {
  if (columns.kind === 'untold') return undefined;
  const isSure = columns.columns.every(({ kind }) => kind === 'named' || kind === 'madeUp');
  return isSure && columns.columns.length > 0 ? columns.columns : undefined;
}

export function namedColumns(columns: readonly OutputColumn[]): readonly NamedColumn[] {
  return columns.filter(column => column.kind === 'named');
}

/** Whether a query returns a column of this name, or may, as far as anybody can tell. */
export function mayReturn(subject: LintSubject, columns: readonly OutputColumn[], name: string): boolean {
  return columns.some(column => mayBe(subject, column, name));
}

function mayBe({ document, context }: LintSubject, column: OutputColumn, name: string): boolean {
  switch (column.kind) {
    case 'named':
      // Whether the service puts the mapped name into quotes is not known: either will do.
      return readings(context.dialect).some(dialect =>
        [true, false].some(quoted => nameKey(name, quoted, dialect) === nameKey(column.name, column.quoted, dialect)),
      );
    case 'madeUp': {
      if (column.derivedName !== undefined) return column.derivedName.toLowerCase() === name.toLowerCase();
      // Engines call such a column by a part of its expression, by its position, or not at all.
      const expression = document.sqlToSend.slice(column.range.start, column.range.end).toLowerCase();
      return /^(?:f\d+_|_?col_?\d+|\?column\?)$/.test(name) || expression.includes(name.toLowerCase());
    }
    case 'unsure':
    case 'star':
      return true;
  }
}

/** Whether two columns certainly have one name, whatever the dialect turns out to be. */
export function isSameColumn(one: NamedColumn, other: NamedColumn, dialect: Dialect): boolean {
  return readings(dialect).every(
    known => nameKey(one.name, one.quoted, known) === nameKey(other.name, other.quoted, known),
  );
}

function readings(dialect: Dialect): readonly KnownDialect[] {
  return dialect === 'unknown' ? ['bigquery', 'snowflake', 'postgres'] : [dialect];
}
