import { visibleLines } from '../core/preview/cellText.ts';
import type { PreviewVerdict, ShownCheck } from '../core/preview/messages.ts';
import type { PreviewWords } from '../core/preview/words/previewWords.ts';
import { button, element } from './element.ts';
import { symbol } from './symbols.ts';

/** What can be done about a check. */
export interface VerdictActions {
  /** Shows the rows that the check found, among the others. */
  showRows(check: ShownCheck): void;
  /** Shows the line of the file that the check is about. */
  reveal(check: number): void;
}

/** The verdict above the rows: what is wrong, line by line, and folded away what is well. */
export function verdictSection(
  { summary, sample, checks }: PreviewVerdict,
  words: PreviewWords,
  actions: VerdictActions,
): HTMLElement {
  const section = element('section', 'verdict');
  const told = element('h2', 'summary', visibleLines(summary));
  const worst = checks.find(check => check.level !== 'fine')?.level ?? (checks.length === 0 ? 'info' : 'fine');
  section.dataset['level'] = worst;
  const line = element('div', 'verdict-head');
  line.append(symbol(worst), told, element('span', 'sample', visibleLines(sample)));
  section.append(line);
  const found = element('ul', 'checks');
  const fine = element('ul', 'checks');
  for (const [at, check] of checks.entries()) (check.level === 'fine' ? fine : found).append(checkLine(at, check));
  if (found.childElementCount > 0) section.append(found);
  if (fine.childElementCount > 0) {
    const details = element('details', 'passed');
    details.append(element('summary', '', words.passed.replace('{0}', String(fine.childElementCount))), fine);
    section.append(details);
  }
  return section;

  function checkLine(at: number, check: ShownCheck): HTMLElement {
    const item = element('li', 'check');
    item.dataset['level'] = check.level;
    item.dataset['code'] = check.code;
    item.append(symbol(check.level));
    const text = element('span', 'text');
    const level = words.levels[check.level];
    // The colour and the drawing say it to the eye; this says it to everybody else.
    text.append(element('span', 'level', `${level}: `), visibleLines(check.title));
    if (check.advice !== undefined) text.append(' ', element('span', 'advice', visibleLines(check.advice)));
    item.append(text);
    if (check.rows !== undefined && check.rows.length > 0) {
      item.append(labelled(words.showFound, check, () => actions.showRows(check)));
    }
    if (check.line !== undefined) item.append(labelled(check.line, check, () => actions.reveal(at)));
    return item;
  }
}

/** A button whose short text says more to somebody who does not see the line that it stands in. */
function labelled(text: string, check: ShownCheck, press: () => void): HTMLButtonElement {
  const made = button(visibleLines(text), 'link', press);
  made.ariaLabel = `${visibleLines(text)}: ${visibleLines(check.title)}`;
  return made;
}
