import type { ColumnName } from '../../../columnNames.ts';

/**
 * Whether an answer agrees with the names of an engine: `*` stands for any columns, `null` for one with a name that
 * looks made up.
 */
export function matches(answer: readonly ColumnName[], names: readonly string[]): boolean {
  const [first, ...rest] = answer;
  if (first === undefined) return names.length === 0;
  if (first === '*') {
    return Array.from({ length: names.length + 1 }, (_, skipped) => skipped).some(skipped =>
      matches(rest, names.slice(skipped)),
    );
  }
  const [name, ...others] = names;
  if (name === undefined || !(first === null ? isMadeUp(name) : first.toLowerCase() === name.toLowerCase()))
    return false;
  return matches(rest, others);
}

/** DuckDB calls a computed column by its expression. */
const isMadeUp = (name: string): boolean =>
  !/^[A-Za-z_]\w*$/.test(name) || /^(?:current_date|NULL)$/.test(name) || /^col\d+$/.test(name);
