import { element } from '../element.ts';
import { drawing, lyingBars } from './drawing.ts';
import { shareLabel } from './wording.ts';

/** One line of a list of shares. */
export interface ShareLine {
  /** Already made safe to show. */
  readonly label: string;
  readonly rows: number;
  /** It is the page's word for something that is no value, and is told apart from one that reads the same. */
  readonly isMark?: boolean;
}

/**
 * Values with their shares, each over a bar as long as its share; all bars are one path behind the list.
 * @param all the rows that make the whole
 */
export function shareList(lines: readonly ShareLine[], all: number): HTMLElement {
  const made = element('div', 'shares');
  const list = element('ol');
  for (const { label, rows, isMark = false } of lines) {
    const line = element('li');
    const name = element('span', isMark ? 'name mark' : 'name', label);
    name.title = label;
    line.append(name, element('span', 'share', shareLabel(rows, all)));
    list.append(line);
  }
  const shares = lines.map(({ rows }) => (all === 0 ? 0 : rows / all));
  made.append(drawing('lines', [{ className: 'bars', path: lyingBars(shares) }], ''), list);
  return made;
}
