import { visibleLines, visibleText } from '../core/preview/cellText.ts';
import type { PreviewState, PreviewSubject } from '../core/preview/messages.ts';
import type { PreviewWords } from '../core/preview/words/previewWords.ts';
import { button, element } from './element.ts';
import { symbol } from './symbols.ts';
import type { SymbolName } from './symbols.ts';

/** How much of a name is shown. */
const nameLimit = 200;

/** What is asked of the host by the two buttons that are there in every state. */
export interface HeadActions {
  run(): void;
  cancel(): void;
}

function labelled(className: string, label: string, value: string, mark?: SymbolName): HTMLElement {
  const item = element('span', className);
  if (mark) item.append(symbol(mark));
  item.append(element('span', 'label', label), element('span', 'value', visibleText(value, nameLimit)));
  return item;
}

/** The part above the rows that says whose rows they are; its buttons stay the same elements, so that focus stays too. */
export class Head {
  readonly element = element('header', 'top');
  readonly #title = element('div', 'title');
  readonly #where = element('div', 'where');
  readonly #note = element('p', 'note');
  readonly #run: HTMLButtonElement;
  readonly #cancel: HTMLButtonElement;

  constructor(actions: HeadActions) {
    this.#run = button('', 'primary', () => actions.run());
    this.#cancel = button('', 'secondary', () => actions.cancel());
    const tools = element('div', 'tools');
    tools.append(this.#run, this.#cancel);
    this.element.append(this.#title, tools, this.#where, this.#note);
  }

  show(words: PreviewWords, state: PreviewState): void {
    this.#showSubject(words, state.subject);
    const isRunning = state.kind === 'running';
    const hadFocus = document.activeElement;
    this.#run.textContent = state.kind === 'idle' ? words.run : words.runAgain;
    this.#cancel.textContent = words.cancel;
    // Asking the warehouse once more costs money: the first run is what one comes for, another is not pressed on anyone.
    this.#run.className = state.kind === 'idle' ? 'primary' : 'secondary';
    this.#run.disabled = isRunning;
    this.#cancel.disabled = !isRunning;
    // A button that is switched off under the person's hand passes the focus on, or the keyboard would be lost.
    if (isRunning && hadFocus === this.#run) this.#cancel.focus();
    if (!isRunning && hadFocus === this.#cancel) this.#run.focus();
  }

  /** Takes the focus that would be nowhere. */
  focus(): void {
    (this.#run.disabled ? this.#cancel : this.#run).focus();
  }

  #showSubject(words: PreviewWords, subject: PreviewSubject): void {
    const kind = subject.kind === 'metric' ? words.metric : words.assignmentSource;
    this.#title.replaceChildren(
      element('h1', 'name', visibleText(subject.name, nameLimit)),
      element('span', 'kind', kind),
    );
    const environment = subject.isProtected
      ? labelled('environment protected', words.environment, subject.environment, 'lock')
      : labelled('environment', words.environment, subject.environment);
    if (subject.isProtected) environment.append(element('span', 'mark-text', words.protected));
    this.#where.replaceChildren(environment);
    if (subject.organization !== undefined) {
      this.#where.append(labelled('organization', words.organization, subject.organization));
    }
    this.#note.hidden = subject.note === undefined;
    this.#note.replaceChildren();
    if (subject.note !== undefined) this.#note.append(symbol('note'), element('span', '', visibleLines(subject.note)));
  }
}
