import { visibleLines } from '../core/preview/cellText.ts';
import type { PreviewAction, PreviewFailure } from '../core/preview/messages.ts';
import type { PreviewWords } from '../core/preview/words/previewWords.ts';
import { button, element } from './element.ts';
import { requestId } from './facts.ts';
import { symbol } from './symbols.ts';
import type { SymbolName } from './symbols.ts';

/** What stands in the place of rows: a drawing, one sentence on what there is and perhaps one on what to do. */
export function notice(drawing: SymbolName, title: string, advice = ''): HTMLElement {
  const made = element('section', 'notice');
  made.append(symbol(drawing), element('h2', 'what', visibleLines(title)));
  if (advice) made.append(element('p', 'advice', visibleLines(advice)));
  return made;
}

/** A failure: each reason has its own drawing and, by `data-reason`, its own colour. */
export function failureNotice(
  words: PreviewWords,
  failure: PreviewFailure,
  act: (action: PreviewAction) => void,
): HTMLElement {
  const made = notice(failure.reason, failure.title, failure.advice);
  made.classList.add('failure');
  made.dataset['reason'] = failure.reason;
  if (failure.detail !== undefined) {
    const detail = element('pre', 'detail', visibleLines(failure.detail));
    // It may be longer than its box, and scrolling by key needs the focus.
    detail.tabIndex = 0;
    made.append(detail);
  }
  if (failure.actions.length > 0) {
    const actions = element('div', 'actions');
    for (const [at, { kind, label }] of failure.actions.entries()) {
      actions.append(button(visibleLines(label), at === 0 ? 'primary' : 'secondary', () => act(kind)));
    }
    made.append(actions);
  }
  if (failure.requestId !== undefined) made.append(requestId(words, failure.requestId));
  return made;
}
