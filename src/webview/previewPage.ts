import type { PageMessage, PreviewState, PreviewWords } from '../core/preview/messages.ts';
import { readRows } from '../core/preview/rows.ts';
import type { PreviewTable } from '../core/preview/rows.ts';
import { Clock } from './clock.ts';
import { element } from './element.ts';
import { elapsed, requestId, rowCount, tableNotices } from './facts.ts';
import { Grid } from './grid/grid.ts';
import { Head } from './head.ts';
import { failureNotice, notice } from './notice.ts';

type Post = (message: PageMessage) => void;
type StateOf<Kind extends PreviewState['kind']> = Extract<PreviewState, { kind: Kind }>;

/** The whole page. It keeps nothing between states but its buttons and whether something runs. */
export class PreviewPage {
  readonly #root: HTMLElement;
  readonly #post: Post;
  readonly #head: Head;
  readonly #facts = element('div', 'facts');
  readonly #notices = element('div', 'notices');
  readonly #body = element('div', 'body');
  /** Read out when a state comes; the running time beside it is not, or it would never stop. */
  readonly #announcement = element('div', 'announcement');
  readonly #clock = new Clock();
  #grid: Grid | undefined;

  constructor(root: HTMLElement, post: Post) {
    this.#root = root;
    this.#post = post;
    this.#head = new Head({ run: () => post({ kind: 'run' }), cancel: () => post({ kind: 'cancel' }) });
    this.#announcement.role = 'status';
    const progress = element('div', 'progress');
    root.replaceChildren(this.#head.element, progress, this.#facts, this.#notices, this.#body, this.#announcement);
  }

  show(words: PreviewWords, state: PreviewState): void {
    this.#clock.stop();
    this.#grid?.dispose();
    this.#grid = undefined;
    this.#head.show(words, state);
    this.#facts.replaceChildren();
    this.#notices.replaceChildren();
    this.#root.dataset['state'] = state.kind;
    this.#announcement.textContent = this.#draw(words, state);
  }

  /** Draws what the states do not share, and gives the text to be read out. */
  #draw(words: PreviewWords, state: PreviewState): string {
    switch (state.kind) {
      case 'idle':
        this.#body.replaceChildren(notice('idle', words.idle));
        return words.idle;
      case 'running':
        return this.#drawRunning(words, state);
      case 'rows':
        return this.#drawRows(words, state);
      case 'failed': {
        const { failure } = state;
        this.#facts.append(element('span', 'elapsed', elapsed(words, state.elapsedMs)));
        this.#body.replaceChildren(failureNotice(words, failure, kind => this.#post({ kind })));
        return `${failure.title} ${failure.advice}`;
      }
      case 'cancelled':
        this.#facts.append(element('span', 'elapsed', elapsed(words, state.elapsedMs)));
        this.#body.replaceChildren(notice('cancelled', words.cancelled));
        return words.cancelled;
      default:
        return state satisfies never;
    }
  }

  #drawRunning(words: PreviewWords, state: StateOf<'running'>): string {
    const time = element('span', 'elapsed');
    this.#facts.append(element('span', 'state', words.running), time);
    this.#body.replaceChildren();
    this.#clock.start(state.elapsedMs, now => {
      time.textContent = elapsed(words, now);
    });
    return words.running;
  }

  #drawRows(words: PreviewWords, state: StateOf<'rows'>): string {
    const table = this.#read(state.rows);
    if (typeof table === 'string') {
      // The host has parsed this text before it sent it: to come here is a fault, and must not look like no rows.
      this.#root.dataset['state'] = 'failed';
      this.#body.replaceChildren(
        failureNotice(words, { reason: 'unexpected', title: table, advice: words.runAgain, actions: [] }, this.#ignore),
      );
      return table;
    }
    const counted = rowCount(words, table.rowCount);
    const took = elapsed(words, state.elapsedMs);
    this.#facts.append(
      element('span', 'count', counted),
      element('span', 'elapsed', took),
      element('span', 'finished', state.finishedAt),
    );
    if (state.requestId !== undefined) this.#facts.append(requestId(words, state.requestId));
    if (table.rowCount === 0) {
      this.#root.dataset['state'] = 'empty';
      this.#body.replaceChildren(notice('empty', words.empty, words.emptyAdvice));
      return `${words.empty} ${words.emptyAdvice}`;
    }
    this.#notices.replaceChildren(...tableNotices(words, table));
    this.#grid = new Grid(table, state.subject.roles, words);
    this.#body.replaceChildren(this.#grid.element);
    return `${counted}, ${took}`;
  }

  #read(rows: Uint8Array): PreviewTable | string {
    try {
      return readRows(new TextDecoder('utf-8', { ignoreBOM: true }).decode(rows));
    } catch (error) {
      if (error instanceof SyntaxError) return error.message;
      throw error;
    }
  }

  readonly #ignore = (): void => undefined;
}
