import { visibleText } from '../core/preview/cellText.ts';
import type { PreviewWords } from '../core/preview/messages.ts';
import type { PreviewTable } from '../core/preview/rows.ts';
import { element } from './element.ts';
import { symbol } from './symbols.ts';
import { count, fill, seconds } from './words.ts';

/** How many rows there are, in words. */
export function rowCount(words: PreviewWords, rows: number): string {
  return rows === 1 ? words.oneRow : fill(words.rowCount, count(rows));
}

/** How long it took, in words. */
export function elapsed(words: PreviewWords, milliseconds: number): string {
  return fill(words.elapsed, seconds(milliseconds));
}

/** A request id, in a form that is easily selected as a whole. */
export function requestId(words: PreviewWords, id: string): HTMLElement {
  const fact = element('span', 'request');
  const [before = '', after = ''] = words.requestId.split('{0}');
  fact.append(
    element('span', 'label', before.trim()),
    element('code', 'value', visibleText(id, 200)),
    element('span', 'label', after.trim()),
  );
  return fact;
}

/** What is unusual about the rows as a whole, each as a line of its own; nothing when nothing is. */
export function tableNotices(words: PreviewWords, table: PreviewTable): readonly HTMLElement[] {
  const texts: string[] = [];
  const uneven = table.raggedRows + table.strayRows;
  if (uneven > 0) texts.push(fill(words.ragged, count(uneven)));
  if (table.duplicateColumns.length > 0) {
    const names = table.duplicateColumns.slice(0, 20).map(name => visibleText(name, 80));
    if (table.duplicateColumns.length > names.length) names.push('…');
    texts.push(fill(words.duplicateColumns, names.join(', ')));
  }
  return texts.map(text => {
    const notice = element('p', 'warning');
    notice.append(symbol('warning'), element('span', '', text));
    return notice;
  });
}
