import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ColumnName } from '../../../columnNames.ts';
import type { KnownDialect } from '../../../../src/core/sql/dialect.ts';

export interface CorpusQuery {
  readonly sql: string;
  readonly dialect: KnownDialect;
  /** `null` where it cannot be told. */
  readonly expected: readonly ColumnName[] | null;
}

/** The queries of a file. A query goes from the end of the last answer to the next `⇒`; `#` begins a first line of words. */
function read(file: string, dialect: KnownDialect): readonly CorpusQuery[] {
  const text = readFileSync(join(import.meta.dirname, 'corpus', `${file}.txt`), 'utf8').replace(/^#.*\n/, '');
  return [...text.matchAll(/([^⇒]*?) ⇒([^\n]*)\n/g)].flatMap(([, sql = '', answer = '']): CorpusQuery[] => {
    const names = answer.trim();
    // An empty select list is Postgres' own.
    if (names === '!!' && dialect === 'postgres') return [];
    if (names.startsWith('!')) return [{ sql, dialect, expected: null }];
    const expected = names === '' ? [] : names.split(', ').map(name => (name === '?' ? null : name));
    return [{ sql, dialect, expected }];
  });
}

export const corpus: readonly CorpusQuery[] = [
  ...(['bigquery', 'snowflake', 'postgres'] as const).flatMap(dialect => [
    ...read('common', dialect),
    ...read(dialect, dialect),
  ]),
];
