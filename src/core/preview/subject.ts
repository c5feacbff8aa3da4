import type { ColumnMapping } from '../definition.ts';

/**
 * Output column → the part that it plays, for marking the columns of a preview: `{user_id: 'anonymous_id', …}`. A
 * factor of the assignment source is named with its map, `factors.headline`; a column with two parts names both.
 */
export function rolesOf(mapping: ColumnMapping): Readonly<Record<string, string>> {
  const roles = new Map<string, string>();
  const add = (role: string, column: unknown): void => {
    if (typeof column !== 'string') return;
    const known = roles.get(column);
    roles.set(column, known === undefined ? role : `${known}, ${role}`);
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
