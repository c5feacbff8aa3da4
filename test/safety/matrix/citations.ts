import { invariants, safetyRows } from './rows.ts';

/** Ids in the order in which a range counts: threats, steps, invariants. */
const order: readonly string[] = [...safetyRows.map(({ id }) => id), ...invariants];

const one = '[TI]?\\d{1,2}r?';
const group = new RegExp(`\\(((?:${one})(?: to ${one})?(?:, (?:${one})(?: to ${one})?)*)\\)`, 'g');

/**
 * The rows that a test's title cites: groups in round brackets such as `(7r)`, `(14, T9)`, `(I1 to I6, I8)`.
 * What there is not is not cited: see `misquotedIn`.
 */
export function citedIn(title: string): readonly string[] {
  const found = [...title.matchAll(group)].flatMap(([, items = '']) => items.split(', ').map(idsOf));
  return [...new Set(found.flat())];
}

/** What a title cites in another form, or what it cites that there is not: nobody would count it. */
export function misquotedIn(title: string): readonly string[] {
  const groups = [...title.matchAll(group)].flatMap(([, items = '']) => items.split(', '));
  const unknown = groups.filter(item => idsOf(item).length === 0);
  const rest = title.replaceAll(group, '');
  const elsewhere = [...rest.matchAll(/\bT\d{1,2}\b(?!:\d)|\b7r\b|\bI\d{1,2}\b/g)].map(([text]) => text.trim());
  return [...unknown, ...elsewhere];
}

/** The ids of an item: one, or from one to another. None if there is no such id, or no such way. */
function idsOf(item: string): readonly string[] {
  const [from = '', to = from] = item.split(' to ');
  const [start, end] = [order.indexOf(from), order.indexOf(to)];
  const isWay = start >= 0 && end >= start && kindOf(from) === kindOf(to);
  return isWay ? order.slice(start, end + 1) : [];
}

function kindOf(id: string): string {
  return /^[TI]/.exec(id)?.[0] ?? '';
}

/** Whether the source of a test file may cite a row in a title. It may say so of a file that does not, never the other way. */
export function mayCite(source: string): boolean {
  return source.split('\n').some(line => /['"`]/.test(line) && citedIn(line).length > 0);
}
