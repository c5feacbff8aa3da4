import type { Untold } from './queryAnalysis.ts';
import { isListEnd, selectItemAt, type SelectItem } from './selectItem.ts';
import { isSign, isWord, tokenAt, type SqlText } from './sqlText.ts';

interface SelectList {
  readonly items: readonly SelectItem[];
  readonly at: number;
}

/** The entries from `at` up to the clause behind them. */
export function selectListAt(text: SqlText, from: number, end: number): SelectList | Untold {
  const items: SelectItem[] = [];
  let at = from;
  while (!isListEnd(text, at, end) || isOddName(text, at, end)) {
    if (isSign(text, at, ','))
      return text.isTemplate && items.length > 0 ? templated(text, items, at, end) : 'incomplete';
    const item = selectItemAt(text, at, end, from);
    if (item === undefined || item.at <= at) return untold(text, at, end);
    items.push(item);
    at = item.at;
    if (at >= end || !isSign(text, at, ',')) break;
    at++;
    // Postgres takes no comma before FROM; everywhere else a list that ends the text is being written.
    if (
      isListEnd(text, at, end) &&
      !isOddName(text, at, end) &&
      !text.isTemplate &&
      (text.dialect === 'postgres' || at >= end) &&
      !isTrailing(text, at)
    )
      return 'incomplete';
  }
  if (items.length === 0 && text.dialect !== 'postgres') return text.isTemplate ? 'templating' : 'incomplete';
  return isListEnd(text, at, end) ? { items, at } : untold(text, at, end);
}

/** Behind a comma, words like LIMIT or WINDOW are columns where the dialect lets them. */
function isOddName(text: SqlText, at: number, end: number, from = at): boolean {
  return (
    isWord(text, at, 'OFFSET', 'WINDOW', 'MINUS', 'FETCH', 'RETURNING', 'LEFT', 'RIGHT') &&
    selectItemAt(text, at, end, from) !== undefined
  );
}

const isTrailing = (text: SqlText, at: number): boolean => isSign(text, at, ')') && text.dialect !== 'postgres';

/** A comma too many comes from a template that left nothing before it. */
function templated(text: SqlText, items: readonly SelectItem[], at: number, end: number): SelectList | Untold {
  const rest = selectListAt(text, at + 1, end);
  return typeof rest === 'string' ? rest : { items: [...items, ...rest.items], at: rest.at };
}

function untold(text: SqlText, at: number, end: number): Untold {
  if (text.isTemplate) return 'templating';
  return at >= end || tokenAt(text, at + 1).kind === 'end' ? 'incomplete' : 'syntax';
}
