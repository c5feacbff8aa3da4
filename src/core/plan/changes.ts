import type { DefinitionDraft } from '../definition.ts';

/** What differs between two definitions, in a form that fits into a sentence. */
export interface Changes {
  readonly isRenamed: boolean;
  /** Keys of the column mapping that were added, removed or changed. */
  readonly mappingKeys: readonly string[];
  /** Lines of the query that only one side has. */
  readonly addedLines: number;
  readonly removedLines: number;
}

/** How `to` differs from `from`. Lines are counted, not aligned: one that moved counts as neither. */
export function changesBetween(from: DefinitionDraft, to: DefinitionDraft): Changes {
  const keys = new Set([...Object.keys(from.column_mapping), ...Object.keys(to.column_mapping)]);
  const differs = (key: string): boolean =>
    JSON.stringify(from.column_mapping[key]) !== JSON.stringify(to.column_mapping[key]);
  const before = countLines(from.sql);
  const after = countLines(to.sql);
  return {
    isRenamed: from.name !== to.name,
    mappingKeys: [...keys].filter(differs),
    addedLines: surplus(after, before),
    removedLines: surplus(before, after),
  };
}

function countLines(sql: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of sql.split(/\r\n|\r|\n/)) {
    const text = line.trim();
    if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

function surplus(counts: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [line, count] of counts) sum += Math.max(0, count - (others.get(line) ?? 0));
  return sum;
}
