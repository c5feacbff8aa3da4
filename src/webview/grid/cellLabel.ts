import { cellKind, cellText } from '../../core/preview/cellText.ts';
import type { CellKind } from '../../core/preview/cellText.ts';
import type { CellWords } from '../../core/preview/words/cellWords.ts';

/** What stands in a cell. */
export interface CellLabel {
  readonly kind: CellKind;
  readonly text: string;
  /** The text is the page's word for a value without a text; it is set in marks, because a value may be that word. */
  readonly isMark: boolean;
}

/** Words a cell from the JSON source of its value. */
export function cellLabel(source: string | undefined, words: CellWords, limit?: number): CellLabel {
  const kind = cellKind(source);
  switch (kind) {
    case 'missing':
      return { kind, text: words.missingCell, isMark: true };
    case 'null':
      return { kind, text: words.nullCell, isMark: true };
    case 'empty':
      return { kind, text: words.emptyCell, isMark: true };
    case 'text':
    case 'number':
    case 'boolean':
    case 'json':
      return { kind, text: cellText(source, limit), isMark: false };
  }
}
