import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/document/documentParser.ts';
import { analyseQuery } from '../../../src/core/sql/analyseQuery.ts';
import type { Dialect } from '../../../src/core/sql/dialect.ts';

interface Snippet {
  readonly prefix: string | readonly string[];
  readonly body: string | readonly string[];
  readonly description: string;
}

const file = join(import.meta.dirname, '../../../snippets/levered-sql.json');
const snippets = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Snippet>>);

/** What stands there when nobody fills in anything, with `by` at the stops that are empty. */
function inserted({ body }: Snippet, by = 'x'): string {
  const text = typeof body === 'string' ? body : body.join('\n');
  return text.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\$\d+/g, by);
}

const dialects = ['bigquery', 'snowflake', 'postgres'] as const;
const documents = snippets.filter(([, snippet]) => inserted(snippet).startsWith('/*---'));
const filters = snippets.filter(([, { prefix }]) => String(prefix).startsWith('last days'));

const columnsOf = (sql: string, dialect: Dialect): unknown => {
  const { columns } = analyseQuery(sql, dialect);
  return columns.kind === 'told'
    ? columns.columns.map(column => (column.kind === 'named' ? column.name : column.kind))
    : columns;
};

describe('The snippets', () => {
  it('are three documents, a common table, and a time filter for each dialect', () => {
    expect(documents).toHaveLength(3);
    expect(filters.map(([name]) => name)).toEqual(
      dialects.map(word => expect.stringMatching(new RegExp(word, 'i')) as unknown),
    );
    expect(snippets).toHaveLength(7);
  });

  for (const [name, snippet] of documents) {
    it(`give a document without problems, whose query returns what is mapped: ${name}`, () => {
      const document = parseDocument(inserted(snippet, ''));
      expect(document.problems).toEqual([]);
      const mapping = Object.entries(document.columnMapping?.value ?? {});
      const columns = mapping.flatMap(([key, column]) => (key === 'reward_type' ? [] : [column]));
      for (const dialect of dialects) expect(columnsOf(document.sqlToSend, dialect)).toEqual(columns);
    });
  }

  it('give a query with a common table', () => {
    const [, snippet] = snippets.find(([name]) => name === 'Common table expression')!;
    expect(analyseQuery(inserted(snippet), 'unknown').commonTables.map(table => table.name)).toEqual(['events']);
    expect(columnsOf(inserted(snippet), 'unknown')).toEqual(['x']);
  });

  for (const [at, [name, snippet]] of filters.entries()) {
    it(`give a filter on a column: ${name}`, () => {
      const { columns, filterWords } = analyseQuery(`SELECT a FROM t WHERE ${inserted(snippet)}`, dialects[at]!);
      expect(columns.kind).toBe('told');
      expect(filterWords).toContain('CONVERTED_AT');
    });
  }
});

describe('What counts as one word', () => {
  const path = join(import.meta.dirname, '../../../language-configuration.json');
  const { wordPattern } = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly wordPattern: { readonly pattern: string; readonly flags: string };
  };
  const words = (text: string): readonly string[] =>
    text.match(new RegExp(wordPattern.pattern, `g${wordPattern.flags}`)) ?? [];

  it('is a name, an id, or a number', () => {
    const id = '6f1f2c0e-8f3e-4a39-9e52-6f0a6a3c7d11';
    expect(words(`id: ${id}`)).toEqual(['id', id]);
    expect(words('t.anonymous_id AS größe, 1.5-a$b')).toEqual(['t', 'anonymous_id', 'AS', 'größe', '1.5', 'a$b']);
  });
});
