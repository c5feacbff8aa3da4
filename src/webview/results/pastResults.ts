import type { Comparison } from '../../core/preview/compare/comparison.ts';
import type { ShownCheck } from '../../core/preview/messages.ts';
import type { PreviewWords } from '../../core/preview/words/previewWords.ts';
import { fillIn } from '../pictures/wording.ts';
import { resultSentence, ResultView } from '../resultView.ts';
import type { ResultActions } from '../resultView.ts';
import type { CompareView } from './compareView.ts';
import type { HeldResult, HeldResults, RowsState, WholeResult } from './heldResults.ts';
import { isWhole } from './heldResults.ts';
import { resultTime } from './resultLabel.ts';
import type { NamedResult } from './resultLabel.ts';
import { ResultsBar } from './resultsBar.ts';

/** The page around the results. */
export interface PastPlace extends ResultActions {
  /** Puts something in the place of what the host showed last. */
  readonly replace: (content: HTMLElement) => void;
  /** Draws what the host showed last; its view, where that is a result. */
  readonly showNewest: () => ResultView | undefined;
}

/** What the host showed last. */
export interface Present {
  readonly words: PreviewWords;
  /** The result, where it is one. */
  readonly result: HeldResult | undefined;
}

type Past =
  | { readonly kind: 'result'; readonly held: WholeResult; readonly view: ResultView }
  | { readonly kind: 'comparison'; readonly held: WholeResult; view: CompareView | undefined };

/**
 * Earlier results, one at a time in the place of the newest, and two of them compared. Whatever is new goes first: then
 * the page calls `leave`.
 */
export class PastResults {
  readonly #results: HeldResults;
  readonly #place: PastPlace;
  readonly #bar: ResultsBar;
  /** Two results that were compared do not change: going to their rows and back costs nothing. */
  readonly #known = new WeakMap<HeldResult, WeakMap<HeldResult, Comparison>>();
  #present: Present | undefined;
  #past: Past | undefined;
  /** The one that was chosen to compare with, for as long as it is held. */
  #other: HeldResult | undefined;

  constructor(results: HeldResults, place: PastPlace) {
    this.#results = results;
    this.#place = place;
    this.#bar = new ResultsBar({
      show: number => this.#showNumber(number),
      pin: isPinned => this.#pin(isPinned),
      compare: isComparing => this.#compareOrNot(isComparing),
      compareWith: number => {
        this.#other = this.#results.whole.find(held => held.number === number);
        if (this.#past?.kind === 'comparison') this.#compare(this.#past.held);
        else this.#update();
      },
    });
  }

  /** Stands above the rows; hidden while there is nothing to choose from. */
  get element(): HTMLElement {
    return this.#bar.element;
  }

  /** Whether something stands in the place of what the host showed last. */
  get isShown(): boolean {
    return this.#past !== undefined;
  }

  /** The host has shown something, or said more of what it showed. */
  update(present: Present): void {
    this.#present = present;
    this.#update();
  }

  /** Gives the place back. */
  leave(): void {
    this.#past?.view?.dispose();
    this.#past = undefined;
    this.#update();
  }

  /** Goes back to where one came from, for the Escape key; false when there is nothing to go back from. */
  goBack(): boolean {
    const past = this.#past;
    if (!past) return false;
    if (past.kind === 'comparison') {
      this.#show(past.held);
      this.#bar.focusCompare();
    } else {
      this.#showNumber(undefined);
      this.#bar.focus();
    }
    return true;
  }

  #showNumber(number: number | undefined): void {
    const held = this.#results.whole.find(each => each.number === number);
    if (held && this.#past?.kind === 'comparison') this.#compare(held);
    else this.#show(held);
  }

  /** Shows a result; undefined: what the host showed last. */
  #show(held: WholeResult | undefined): ResultView | undefined {
    this.#past?.view?.dispose();
    this.#past = undefined;
    if (held === undefined || held === this.#present?.result) {
      const view = this.#place.showNewest();
      this.#update();
      return view;
    }
    const { words } = this.#present ?? {};
    if (!words) return undefined;
    const state = past(held.state, words);
    const view = new ResultView(held, state, words, this.#place);
    this.#past = { kind: 'result', held, view };
    this.#place.replace(view.element);
    this.#update();
    const earlier = fillIn(words.results.earlier, resultTime(state.result));
    this.#place.announce(`${earlier} ${resultSentence(words, state)}`);
    return view;
  }

  #compareOrNot(isComparing: boolean): void {
    const shown = this.#shown;
    if (isComparing && shown && isWhole(shown)) this.#compare(shown);
    else if (!isComparing && this.#past) this.#show(this.#past.held);
  }

  #compare(held: WholeResult): void {
    const { words } = this.#present ?? {};
    const other = this.#otherOf(held);
    if (!words || !other) return;
    const comparison: Past = { kind: 'comparison', held, view: undefined };
    this.#past?.view?.dispose();
    this.#past = comparison;
    this.#update();
    void import('./compareView.ts').then(({ CompareView: View }) => {
      // Something else was asked for in the meantime.
      if (this.#past !== comparison) return;
      const [one, two] = held.number < other.number ? [held, other] : [other, held];
      comparison.view = new View({ one, other: two, known: this.#known.get(one)?.get(two) }, words, {
        announce: this.#place.announce,
        done: found => this.#remember(one, two, found),
        showRows: (of, rows, label) => this.#showRows(of, rows, label),
      });
      this.#place.replace(comparison.view.element);
    });
  }

  #remember(one: HeldResult, other: HeldResult, found: Comparison): void {
    const known = this.#known.get(one) ?? new WeakMap<HeldResult, Comparison>();
    this.#known.set(one, known.set(other, found));
  }

  #showRows(of: WholeResult, rows: Uint32Array, label: string): void {
    const view = this.#show(of);
    view?.showOnly(rows, label);
    view?.focus();
  }

  #pin(isPinned: boolean): void {
    const { words } = this.#present ?? {};
    const shown = this.#shown;
    if (!shown || !words) return;
    if (!this.#results.pin(shown, isPinned)) {
      this.#place.announce(fillIn(words.results.pinsUsed, String(this.#results.mostPinned)));
    }
    this.#update();
  }

  get #shown(): HeldResult | undefined {
    return this.#past?.held ?? this.#present?.result;
  }

  /** The one that was chosen; else a pinned one, else the one before, else the one after. */
  #otherOf(held: HeldResult): WholeResult | undefined {
    const others = this.#results.whole.filter(each => each !== held);
    return (
      others.find(each => each === this.#other) ??
      others.find(each => each.isPinned) ??
      others.find(each => each.number < held.number) ??
      others.at(-1)
    );
  }

  #update(): void {
    const present = this.#present;
    if (!present) return;
    const shown = this.#shown;
    const isComparing = this.#past?.kind === 'comparison';
    const other = shown && this.#otherOf(shown);
    this.#results.use(...[shown, isComparing ? other : undefined].filter(held => held !== undefined));
    const results = this.#results.all.filter(
      (held): held is NamedResult => isWhole(held) || (held === present.result && held.state !== undefined),
    );
    const named = results.find(held => held === shown);
    this.#bar.show({
      words: present.words,
      results,
      shown: named,
      other,
      isEarlier: this.#past !== undefined,
      isComparing,
      canPin: named?.isPinned === true || results.filter(held => held.isPinned).length < this.#results.mostPinned,
    });
  }
}

/** What is said of a result that is not the newest: its file may have changed, and nobody judges it any more. */
function past(state: RowsState, { results }: PreviewWords): RowsState {
  const { verdict } = state;
  if (verdict === undefined) {
    const check = { code: 'not_judged', level: 'info', title: results.notJudgedWhy } as const;
    return { ...state, verdict: { summary: results.notJudged, sample: '', checks: [check] } };
  }
  // A check is known to the host by its place among those of the newest result, so that it could show a wrong line.
  const checks = verdict.checks.map(check => {
    const kept: { -readonly [Key in keyof ShownCheck]: ShownCheck[Key] } = { ...check };
    delete kept.line;
    return kept;
  });
  return { ...state, verdict: { ...verdict, checks } };
}
