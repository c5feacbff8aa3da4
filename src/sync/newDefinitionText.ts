import type { DefinitionDraft } from '../core/definition.ts';
import { printDefinition } from '../core/document/documentPrinter.ts';
import { slug } from '../core/text/slug.ts';

/** The SQL that a warehouse speaks. `unknown`: nobody has told, so what is written must do everywhere. */
export type Dialect = 'bigquery' | 'snowflake' | 'postgres' | 'unknown';

/** What a new definition is for: a metric that counts conversions or measures a value, or the assignment source. */
export type NewKind = 'bool' | 'numeric' | 'assignment_source';

/** Reads the word by which the service names a warehouse. */
export function dialectOf(provider: string | undefined): Dialect {
  const word = provider?.toLowerCase() ?? '';
  if (word === 'bigquery' || word === 'snowflake' || word === 'postgres') return word;
  // Names that warehouses have beside these; the one that Levered hosts is BigQuery.
  if (word === 'postgresql') return 'postgres';
  if (/^(?:levered|hosted|managed)/.test(word)) return 'bigquery';
  return 'unknown';
}

/** A whole document to start from: the right column mapping, a query to fill in, and no id, because it is not pushed. */
export function starterDocument(kind: NewKind, name: string, dialect: Dialect): string {
  return printDefinition(starterDraft(kind, name, dialect));
}

/** The name of the file that a new definition is first offered. */
export function starterFileName(name: string): string {
  return `${slug(name)}.levered.sql`;
}

function starterDraft(kind: NewKind, name: string, dialect: Dialect): DefinitionDraft {
  const columns = { anonymous_id: 'anonymous_id', timestamp: 'timestamp' };
  const sql = starterQuery(kind, dialect);
  switch (kind) {
    case 'bool':
      return { kind: 'metric', name, sql, column_mapping: { ...columns, reward_type: 'bool' } };
    case 'numeric':
      return { kind: 'metric', name, sql, column_mapping: { ...columns, reward_type: 'numeric', value: 'value' } };
    case 'assignment_source':
      return { kind, name, sql, column_mapping: { ...columns, variant: 'variant' } };
  }
}

function starterQuery(kind: NewKind, dialect: Dialect): string {
  const { notes, time, columns, table } = starters[kind];
  const filter = recent(time, dialect);
  const lines = [
    ...notes.map(note => `-- ${note}`),
    'SELECT',
    columns.map(column => `  ${column}`).join(',\n'),
    `FROM ${tableName(table, dialect)}`,
    ...(filter === undefined ? [] : [`WHERE ${filter}`]),
  ];
  return `${lines.join('\n')}\n`;
}

interface Starter {
  readonly notes: readonly string[];
  /** The column that the time filter is on. */
  readonly time: string;
  readonly columns: readonly string[];
  readonly table: string;
}

const joinNote = 'anonymous_id must be the same identifier as in the assignment source, or no row finds its variant.';

const starters: Readonly<Record<NewKind, Starter>> = {
  bool: {
    notes: ['One row for each conversion.', joinNote],
    time: 'converted_at',
    columns: ['user_id AS anonymous_id', 'converted_at AS timestamp'],
    table: 'conversions',
  },
  numeric: {
    notes: ['One row for each event, with the value that it is worth.', joinNote],
    time: 'purchased_at',
    columns: ['user_id AS anonymous_id', 'purchased_at AS timestamp', 'amount AS value'],
    table: 'purchases',
  },
  assignment_source: {
    notes: ['One row for each exposure: who saw which variant, and when.', 'variant is a JSON object as text.'],
    time: 'exposed_at',
    columns: ['user_id AS anonymous_id', 'exposed_at AS timestamp', 'variant'],
    table: 'exposures',
  },
};

function tableName(table: string, dialect: Dialect): string {
  switch (dialect) {
    case 'bigquery':
      return `\`project.dataset.${table}\``;
    case 'snowflake':
      return `database.schema.${table}`;
    case 'postgres':
      return `public.${table}`;
    case 'unknown':
      return table;
  }
}

/** Three months: without any filter every preview reads the whole table, which the warehouse may bill. */
function recent(time: string, dialect: Dialect): string | undefined {
  switch (dialect) {
    case 'bigquery':
      return `${time} >= TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 90 DAY)`;
    case 'snowflake':
      return `${time} >= DATEADD(day, -90, CURRENT_TIMESTAMP())`;
    case 'postgres':
      return `${time} >= now() - INTERVAL '90 days'`;
    case 'unknown':
      return undefined;
  }
}
