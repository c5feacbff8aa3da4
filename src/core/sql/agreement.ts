import type { OutputColumn, QueryAnalysis } from './queryAnalysis.ts';

/** What readings of one text in several dialects have in common. One that cannot read the text has no say. */
export function agreed(readings: readonly QueryAnalysis[]): QueryAnalysis {
  const told = readings.filter(({ columns }) => columns.kind === 'told');
  const [first, ...others] = told;
  if (first?.columns.kind !== 'told') return best(readings);
  const lists = others.flatMap(({ columns }) => (columns.kind === 'told' ? [columns.columns] : []));
  const { columns } = first.columns;
  if (
    lists.some(list => list.length !== columns.length || list.some((column, at) => !isSameCount(column, columns[at])))
  )
    return { ...first, columns: { kind: 'untold', reason: 'dialects' }, references: [] };
  const common = columns.map((column, at): OutputColumn => {
    if (lists.every(list => isSame(column, list[at]))) return column;
    return { kind: 'unsure', range: column.range, ...(column.star && { star: column.star }) };
  });
  const isShared = ({ range }: { readonly range: { readonly start: number } }): boolean =>
    told.every(({ references }) => references.some(other => other.range.start === range.start));
  const isCertain = (start: number): boolean =>
    told.every(({ references }) => references.some(other => other.range.start === start && other.isCertain));
  return {
    ...first,
    columns: { kind: 'told', columns: common },
    references: first.references.map(reference => ({
      ...reference,
      isCertain: isShared(reference) && isCertain(reference.range.start),
    })),
  };
}

const isSameCount = (one: OutputColumn, other: OutputColumn | undefined): boolean =>
  (one.kind === 'star') === (other?.kind === 'star');

function isSame(one: OutputColumn, other: OutputColumn | undefined): boolean {
  if (one.kind !== other?.kind) return false;
  return one.kind !== 'named' || (other.kind === 'named' && one.name === other.name);
}

/** The reading that got furthest: any reason other than "does not read like this dialect" first. */
function best(readings: readonly QueryAnalysis[]): QueryAnalysis {
  const reason = ({ columns }: QueryAnalysis): string => (columns.kind === 'untold' ? columns.reason : '');
  const found = readings.find(reading => reason(reading) !== 'syntax') ?? readings[0];
  if (found === undefined) throw new Error('No dialect was read.');
  return found;
}
