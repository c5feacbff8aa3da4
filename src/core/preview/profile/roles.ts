import type { PreviewTable } from '../rows.ts';

/** Output column → the parts that it plays, with commas, as a preview's subject names them. */
export type Roles = Readonly<Record<string, string>>;

/** The parts that a column plays, such as `anonymous_id` or `factors.headline`. */
export function rolesOfColumn(roles: Roles, name: string): readonly string[] {
  return Object.hasOwn(roles, name) ? (roles[name]?.split(', ') ?? []) : [];
}

/** The columns of the rows that play a part. */
export function columnsOf(table: PreviewTable, roles: Roles, plays: (role: string) => boolean): readonly number[] {
  return [...table.columns.keys()].filter(column => rolesOfColumn(roles, table.columns[column] ?? '').some(plays));
}
