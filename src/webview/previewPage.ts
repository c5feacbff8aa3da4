import type { HostMessage, PageMessage, PreviewState } from '../core/preview/messages.ts';
import type { PreviewWords } from '../core/preview/words/previewWords.ts';
import { Clock } from './clock.ts';
import { element } from './element.ts';
import { elapsed } from './facts.ts';
import { Head } from './head.ts';
import { failureNotice, notice } from './notice.ts';
import { HeldResults, isWhole, type RowsState } from './results/heldResults.ts';
import { PastResults } from './results/pastResults.ts';
import { resultSentence, ResultView } from './resultView.ts';

type Post = (message: PageMessage) => void;
/** What the host showed, and when. */
interface Shown {
  readonly words: PreviewWords;
  readonly state: PreviewState;
  /** By the page's clock, in milliseconds. */
  readonly at: number;
}
type StateOf<Kind extends PreviewState['kind']> = Extract<PreviewState, { kind: Kind }>;

/** The whole page. It draws the state that its host sends, and keeps the rows of the results. */
export class PreviewPage {
  readonly #root: HTMLElement;
  readonly #post: Post;
  readonly #head: Head;
  readonly #facts = element('div', 'facts');
  readonly #body = element('div', 'body');
  /** Read out when a state comes; the running time beside it is not, or it would never stop. */
  readonly #announcement = element('div', 'announcement');
  readonly #clock = new Clock();
  readonly #results = new HeldResults();
  #view: ResultView | undefined;
  readonly #past: PastResults;
  /** What the host showed last. */
  #shown: Shown | undefined;
  /** A result whose rows could not be read. */
  #unreadable: { readonly number: number; readonly title: string } | undefined;

  constructor(root: HTMLElement, post: Post) {
    this.#root = root;
    this.#post = post;
    this.#head = new Head({ run: () => post({ kind: 'run' }), cancel: () => post({ kind: 'cancel' }) });
    this.#past = new PastResults(this.#results, {
      post,
      announce: text => this.#announce(text),
      replace: content => {
        this.#leave();
        this.#body.replaceChildren(content);
      },
      showNewest: () => {
        if (this.#shown) this.#drawShown(this.#shown);
        return this.#view;
      },
    });
    this.#announcement.role = 'status';
    const progress = element('div', 'progress');
    root.replaceChildren(this.#head.element, progress, this.#past.element, this.#body, this.#announcement);
    // Of the document, because a page in which nothing has the focus still gets its keys.
    document.addEventListener('keydown', event => {
      if (event.key === 'Escape' && !event.defaultPrevented && this.#past.goBack()) event.preventDefault();
    });
  }

  receive(message: HostMessage): void {
    switch (message.kind) {
      case 'show': {
        this.#show(message.words, message.state);
        return;
      }
      case 'rows': {
        this.#take(message);
        return;
      }
    }
  }

  #show(words: PreviewWords, state: PreviewState): void {
    const isNew = !this.#shown || !isSame(this.#shown.state, state);
    this.#shown = { words, state, at: performance.now() };
    this.#head.show(words, state);
    if (state.kind === 'rows') {
      const held = this.#results.of(state.result.number);
      if (held) held.state = state;
    }
    // What is new is shown at once; what is only said of it waits while something earlier is looked at.
    if (isNew) this.#past.leave();
    if (!this.#past.isShown) this.#drawShown(this.#shown);
    this.#tellPast();
  }

  /** Draws what the host showed last. */
  #drawShown({ words, state, at }: Shown): void {
    if (state.kind === 'rows') {
      this.#showRows(words, state);
      return;
    }
    const hadFocus = this.#body.contains(document.activeElement);
    this.#leave();
    this.#root.dataset['state'] = state.kind;
    this.#announce(this.#draw(words, state, at));
    if (hadFocus) this.#head.focus();
  }

  #tellPast(): void {
    if (!this.#shown) return;
    const { words, state } = this.#shown;
    const result = state.kind === 'rows' ? this.#results.of(state.result.number) : undefined;
    this.#past.update({ words, result });
  }

  /** Draws what the states do not share, and gives the text to be read out. */
  #draw(words: PreviewWords, state: Exclude<PreviewState, RowsState>, at: number): string {
    switch (state.kind) {
      case 'idle':
        this.#body.replaceChildren(notice('idle', words.idle));
        return words.idle;
      case 'running':
        return this.#drawRunning(words, state, at);
      case 'failed': {
        const { failure } = state;
        this.#facts.append(element('span', 'elapsed', elapsed(words, state.elapsedMs)));
        this.#body.replaceChildren(
          this.#facts,
          failureNotice(words, failure, kind => this.#post({ kind })),
        );
        return `${failure.title} ${failure.advice}`;
      }
      case 'cancelled':
        this.#facts.append(element('span', 'elapsed', elapsed(words, state.elapsedMs)));
        this.#body.replaceChildren(this.#facts, notice('cancelled', words.cancelled));
        return words.cancelled;
      default:
        return state satisfies never;
    }
  }

  #drawRunning(words: PreviewWords, state: StateOf<'running'>, at: number): string {
    const time = element('span', 'elapsed');
    this.#facts.append(element('span', 'state', words.running), time);
    this.#body.replaceChildren(this.#facts);
    this.#clock.start(state.elapsedMs + performance.now() - at, now => {
      time.textContent = elapsed(words, now);
    });
    return words.running;
  }

  /** The first screen of rows comes before the state that names them, so that they are drawn at once. */
  #showRows(words: PreviewWords, state: RowsState): void {
    const held = this.#results.of(state.result.number);
    if (held === undefined) return;
    if (this.#view?.held === held) {
      this.#view.show(state);
    } else if (held.partsRead > 0) {
      const hadFocus = this.#body.contains(document.activeElement);
      this.#leave();
      this.#root.dataset['state'] = state.result.rowCount === 0 ? 'empty' : 'rows';
      this.#view = new ResultView(held, state, words, {
        post: this.#post,
        announce: text => this.#announce(text),
      });
      this.#body.replaceChildren(this.#view.element);
      if (hadFocus) this.#view.focus();
    } else {
      if (this.#unreadable?.number === held.number) this.#tellUnreadable(this.#unreadable.title);
      return;
    }
    this.#announce(resultSentence(words, state));
  }

  #take({ result, part, rows }: Extract<HostMessage, { kind: 'rows' }>): void {
    try {
      const held = this.#results.read(result, part, rows);
      if (held === undefined) return;
      const { words, state } = this.#shown ?? {};
      if (this.#view?.held === held) this.#view.grow();
      else if (words && state?.kind === 'rows' && state.result.number === result && !this.#past.isShown) {
        this.#showRows(words, state);
      }
      if (isWhole(held)) this.#tellPast();
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.#unreadable = { number: result, title: error.message };
      if (!this.#past.isShown) this.#tellUnreadable(error.message);
    }
  }

  /** The host has parsed these rows before it sent them: to come here is a fault, and must not look like no rows. */
  #tellUnreadable(title: string): void {
    const { words } = this.#shown ?? {};
    if (words === undefined) throw new Error(title);
    this.#leave();
    this.#root.dataset['state'] = 'failed';
    const failure = { reason: 'unexpected', title, advice: words.runAgain, actions: [] } as const;
    this.#body.replaceChildren(failureNotice(words, failure, () => undefined));
    this.#announce(title);
  }

  #leave(): void {
    this.#clock.stop();
    this.#view?.dispose();
    this.#view = undefined;
    this.#facts.replaceChildren();
  }

  #announce(text: string): void {
    if (this.#announcement.textContent !== text) this.#announcement.textContent = text;
  }
}

/** Whether the host only says more of what it showed before. */
function isSame(before: PreviewState, now: PreviewState): boolean {
  if (before.kind === 'rows') return now.kind === 'rows' && now.result.number === before.result.number;
  return now.kind === before.kind;
}
