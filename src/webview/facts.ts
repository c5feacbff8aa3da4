import { visibleText } from '../core/preview/cellText.ts';
import type { PreviewResult } from '../core/preview/messages.ts';
import type { PreviewTable } from '../core/preview/rows.ts';
import type { PreviewWords } from '../core/preview/words/previewWords.ts';
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
  return named(words.requestId, id);
}

/** Enough of a hash to tell two queries apart by eye. */
const hashLength = 12;

/** Where the rows came from and when: what one needs to know to quote them, or to find the request again. */
export function provenance(words: PreviewWords, result: PreviewResult): readonly HTMLElement[] {
  const facts = [
    element('span', 'count', rowCount(words, result.rowCount)),
    element('span', 'elapsed', elapsed(words, result.elapsedMs)),
    element('span', 'finished', result.finishedAt),
  ];
  if (result.sqlHash !== undefined) {
    const hash = named(words.sqlHash, result.sqlHash.slice(0, hashLength));
    hash.title = `${words.sqlHashMeaning}\n${visibleText(result.sqlHash, 200)}`;
    facts.push(hash);
  }
  if (result.requestId !== undefined) facts.push(requestId(words, result.requestId));
  return facts;
}

/** A name for something that a machine gave, in words that say what it is. */
function named(text: string, id: string): HTMLElement {
  const fact = element('span', 'request');
  const [before = '', after = ''] = text.split('{0}');
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
  if (uneven > 0) texts.push(uneven === 1 ? words.raggedOne : fill(words.ragged, count(uneven)));
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
