import { cellKind, visibleLines } from '../../core/preview/cellText.ts';
import { valueText } from '../../core/preview/cellValue.ts';
import { jsonInText, prettyJson } from '../../core/preview/view/prettyJson.ts';
import type { CellWords } from '../../core/preview/words/cellWords.ts';
import type { DetailWords } from '../../core/preview/words/gridWords.ts';
import { count, fill } from '../words.ts';
import { cellLabel } from './cellLabel.ts';

/** How many characters of a value the pane shows. */
const detailLimit = 200_000;

/** A whole value for reading. */
export interface Detail {
  readonly text: string;
  /** The text is the page's word for a value without one. */
  readonly isMark: boolean;
  /** What kind of value it is, how long, and whether all of it is shown. */
  readonly facts: readonly string[];
}

/** A value in lines: JSON pretty-printed, also JSON within a text; a text with its own line breaks. */
export function detailOf(
  source: string | undefined,
  words: { readonly cells: CellWords; readonly detail: DetailWords },
  limit = detailLimit,
): Detail {
  const { detail } = words;
  const kind = cellKind(source);
  if (source === undefined || kind === 'missing' || kind === 'null' || kind === 'empty') {
    return { text: cellLabel(source, words.cells).text, isMark: true, facts: [] };
  }
  const inText = kind === 'text' ? jsonInText(source) : undefined;
  const json = kind === 'json' ? source : inText;
  const value = valueText(source);
  const pretty = json === undefined ? { text: value, isCut: value.length > limit } : prettyJson(json, limit);
  const kinds = {
    text: inText === undefined ? detail.text : detail.jsonText,
    number: detail.number,
    boolean: detail.boolean,
    json: source.startsWith('[') ? detail.array : detail.object,
  };
  const facts = [kinds[kind], fill(detail.length, count(value.length))];
  if (pretty.isCut) facts.push(fill(detail.cut, count(limit)));
  return { text: visibleLines(pretty.text, limit), isMark: false, facts };
}
