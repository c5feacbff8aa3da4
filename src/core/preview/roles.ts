import type { ColumnMapping } from '../definition.ts';
import type { PreviewTable } from './rows.ts';

/** Column, as the mapping spells it → the parts that it plays, with commas: `{user_id: 'anonymous_id', …}`. */
export type Roles = Readonly<Record<string, string>>;

const comma = ', ';
const factorHead = 'factors.';

/**
 * The parts that a mapping gives to columns. A factor of the assignment source is named with its map,
 * `factors.headline`; a column with two parts names both.
 */
export function rolesOf(mapping: ColumnMapping): Roles {
  const roles = new Map<string, string>();
  const add = (role: string, column: unknown): void => {
    if (typeof column === 'string' && column !== '') roles.set(column, joined(roles.get(column), role));
  };
  for (const [key, value] of Object.entries(mapping)) {
    if (key === 'reward_type') continue;
    if (typeof value === 'object' && value !== null) {
      for (const [inner, column] of Object.entries(value)) add(`${key}.${inner}`, column);
    } else {
      add(key, value);
    }
  }
  return Object.fromEntries(roles);
}

/**
 * The column of the rows that a mapping's name means; undefined where there is none. A name in other case will do if
 * only one column has it: warehouses write names that stand without quotes in a case of their own.
 */
export function columnNamed(columns: readonly string[], name: string): number | undefined {
  const exact = columns.indexOf(name);
  if (exact >= 0) return exact;
  const folded = name.toLowerCase();
  const alike = [...columns.keys()].filter(column => columns[column]?.toLowerCase() === folded);
  return alike.length === 1 ? alike[0] : undefined;
}

/** For each column of the rows the parts that it plays, with commas; undefined for one that plays none. */
export function columnRoles(columns: readonly string[], roles: Roles): readonly (string | undefined)[] {
  const played = new Array<string | undefined>(columns.length).fill(undefined);
  for (const [name, role] of Object.entries(roles)) {
    const column = columnNamed(columns, name);
    if (column !== undefined) played[column] = joined(played[column], role);
  }
  return played;
}

/** For each column of the rows the parts that it plays, such as `anonymous_id` or `factors.headline`. */
export function columnParts(table: PreviewTable, roles: Roles): readonly (readonly string[])[] {
  return columnRoles(table.columns, roles).map(role => role?.split(comma) ?? []);
}

/** The factor whose values a column with these parts gives; undefined where it gives none. */
export function factorOf(parts: readonly string[]): string | undefined {
  return parts.find(part => part.startsWith(factorHead))?.slice(factorHead.length);
}

/** The columns of the rows that play a part. */
export function columnsOf(table: PreviewTable, roles: Roles, plays: (role: string) => boolean): readonly number[] {
  return [...columnParts(table, roles).entries()].filter(([, parts]) => parts.some(plays)).map(([column]) => column);
}

function joined(known: string | undefined, role: string): string {
  return known === undefined ? role : known + comma + role;
}
