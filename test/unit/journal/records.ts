import type { JournalRecord } from '../../../src/core/journal/record.ts';

/** A short record. */
export function gone(id: string): JournalRecord {
  return { version: 1, at: 1, kind: 'gone', id };
}

/** A record that takes several pages of memory to write. */
export function longBase(id: string, sql = longSql(id)): JournalRecord {
  const column_mapping = { anonymous_id: 'a', timestamp: 't' };
  const definition = { kind: 'metric', id, name: id, sql, column_mapping, created_at: null, updated_at: null } as const;
  return { version: 1, at: 1, kind: 'base', definition, uri: undefined };
}

export function longSql(id: string): string {
  return `SELECT '${id}' -- ${'x'.repeat(20_000)} ü`;
}
