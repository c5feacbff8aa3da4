import { visibleLines } from '../core/preview/cellText.ts';
import type { ExportFormat, PageMessage, ShownCheck } from '../core/preview/messages.ts';
import type { PreviewWords } from '../core/preview/words/previewWords.ts';
import { element } from './element.ts';
import { elapsed, provenance, rowCount, tableNotices } from './facts.ts';
import { Grid } from './grid/grid.ts';
import { inSlices } from './grid/slices.ts';
import { notice } from './notice.ts';
import type { ResultPictures } from './resultPictures.ts';
import { type HeldResult, isWhole, type RowsState } from './results/heldResults.ts';
import { symbol } from './symbols.ts';
import { verdictSection } from './verdict.ts';

/** What a result does beyond itself. */
export interface ResultActions {
  readonly post: (message: PageMessage) => void;
  /** Has a text read out. */
  readonly announce: (text: string) => void;
}

/** One result on the page: where it comes from, what is wrong with it, and its rows. */
export class ResultView {
  readonly element = element('div', 'result');
  readonly held: HeldResult;
  readonly #words: PreviewWords;
  readonly #post: (message: PageMessage) => void;
  readonly #facts = element('div', 'facts');
  readonly #notices = element('div', 'notices');
  readonly #verdict = element('div', 'verdict-place');
  readonly #grid: Grid | undefined;
  #state: RowsState;
  #pictures: ResultPictures | 'awaited' | undefined;
  readonly #ended = new AbortController();

  constructor(held: HeldResult, state: RowsState, words: PreviewWords, { post, announce }: ResultActions) {
    this.held = held;
    this.#words = words;
    this.#post = post;
    this.#state = state;
    this.#grid =
      state.result.rowCount === 0
        ? undefined
        : new Grid(held.table, {
            roles: state.subject.roles,
            words,
            rowCount: state.result.rowCount,
            onExport: (format, chunks) => void this.#export(format, chunks),
            announce,
          });
    const body = this.#grid?.element ?? notice('empty', words.empty, words.emptyAdvice);
    this.element.append(this.#facts, this.#notices, this.#verdict, body);
    this.show(state);
  }

  /** Takes over what has become known of the result; its rows, and what a person did to them, stay as they are. */
  show(state: RowsState): void {
    const words = this.#words;
    this.#facts.replaceChildren(...provenance(words, state.result));
    this.#tellUnusual(state);
    if (verdictKey(state) !== verdictKey(this.#state) || this.#verdict.childElementCount === 0) {
      this.#verdict.replaceChildren(
        state.verdict === undefined
          ? element('p', 'judging', words.judging)
          : verdictSection(state.verdict, words, {
              showRows: check => this.#showFound(check),
              reveal: check => this.#post({ kind: 'reveal', check }),
            }),
      );
    }
    this.#state = state;
    this.#drawPictures();
  }

  /** More rows have been read. */
  grow(): void {
    this.#grid?.grow();
    this.#tellUnusual(this.#state);
    this.#drawPictures();
  }

  /** Shows some rows only, such as those that another result does not have. */
  showOnly(rows: Uint32Array, label: string): void {
    this.#grid?.showOnly(rows, label);
  }

  /** Takes the focus that would be nowhere. */
  focus(): void {
    this.element.querySelector<HTMLElement>('[role=grid]')?.focus();
  }

  dispose(): void {
    this.#ended.abort();
    this.#grid?.dispose();
    if (typeof this.#pictures === 'object') this.#pictures.dispose();
  }

  /** When all rows are there and the first ones have been painted. */
  #drawPictures(): void {
    const grid = this.#grid;
    if (grid === undefined || this.#pictures !== undefined || !isWhole(this.held)) return;
    this.#pictures = 'awaited';
    requestAnimationFrame(() => {
      void import('./resultPictures.ts').then(({ ResultPictures: Pictures }) => {
        if (this.#ended.signal.aborted) return;
        this.#pictures = new Pictures(this.held.table, this.#state.subject, this.#words, grid);
        grid.element.before(this.#pictures.element);
      });
    });
  }

  #tellUnusual({ moved }: RowsState): void {
    const notices = isWhole(this.held) ? [...tableNotices(this.#words, this.held.table)] : [];
    if (moved !== undefined) {
      const banner = element('p', 'warning moved');
      banner.append(symbol('warning'), element('span', '', visibleLines(moved)));
      notices.unshift(banner);
    }
    this.#notices.replaceChildren(...notices);
  }

  #showFound({ rows, title }: ShownCheck): void {
    this.#grid?.showOnly(rows, visibleLines(title));
  }

  /** A million rows take seconds to write out, in which the page goes on to answer. */
  async #export(format: ExportFormat, chunks: Iterable<string>): Promise<void> {
    const text = await inSlices(encoded(chunks), this.#ended.signal);
    if (text !== undefined) this.#post({ kind: 'export', format, text });
  }
}

/** The bytes of a text that comes in chunks, in UTF-8. */
function* encoded(chunks: Iterable<string>): Generator<undefined, Uint8Array> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const chunk of chunks) {
    const part = encoder.encode(chunk);
    parts.push(part);
    length += part.length;
    yield;
  }
  const text = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    text.set(part, at);
    at += part.length;
  }
  return text;
}

/** Tells verdicts apart: each message brings a copy, and drawing one anew would fold it and lose the focus in it. */
function verdictKey({ verdict }: RowsState): string {
  return verdict === undefined ? '' : [verdict.summary, ...verdict.checks.map(check => check.title)].join('\n');
}

/** What is read out when a result comes. */
export function resultSentence(words: PreviewWords, { result, verdict }: RowsState): string {
  if (result.rowCount === 0) return `${words.empty} ${words.emptyAdvice}`;
  const counted = `${rowCount(words, result.rowCount)}, ${elapsed(words, result.elapsedMs)}`;
  return verdict === undefined ? counted : `${counted}. ${verdict.summary}`;
}
