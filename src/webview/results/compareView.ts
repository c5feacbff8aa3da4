import { compareResults } from '../../core/preview/compare/compareResults.ts';
import type { Comparison, OnlyRows } from '../../core/preview/compare/comparison.ts';
import type { PreviewWords } from '../../core/preview/words/previewWords.ts';
import { button, element } from '../element.ts';
import { inSlices } from '../grid/slices.ts';
import { fillIn, nameLabel } from '../pictures/wording.ts';
import { count } from '../words.ts';
import { changedTable, sameTable } from './columnTable.ts';
import type { WholeResult } from './heldResults.ts';
import { resultLabel, resultTime } from './resultLabel.ts';

/** Two results, the earlier one first. */
export interface ComparedPair {
  readonly one: WholeResult;
  readonly other: WholeResult;
  /** What is known of them already. */
  readonly known: Comparison | undefined;
}

export interface CompareActions {
  /** Has a text read out. */
  readonly announce: (text: string) => void;
  /** The two were compared. */
  readonly done: (comparison: Comparison) => void;
  /** Shows some rows of a result among the others. */
  readonly showRows: (of: WholeResult, rows: Uint32Array, label: string) => void;
}

/** Two results side by side: which they are, what differs between them as a whole, and column by column. */
export class CompareView {
  readonly element = element('section', 'comparison');
  readonly #pair: ComparedPair;
  readonly #words: PreviewWords;
  readonly #actions: CompareActions;
  readonly #job = new AbortController();
  readonly #content = element('div', 'comparison-content');

  constructor(pair: ComparedPair, words: PreviewWords, actions: CompareActions) {
    this.#pair = pair;
    this.#words = words;
    this.#actions = actions;
    const { comparison: texts } = words.results;
    // It is longer than its place, and scrolling by key needs the focus.
    this.element.tabIndex = 0;
    this.element.ariaLabel = texts.title;
    this.element.append(element('h2', '', texts.title), this.#which(), this.#content);
    if (pair.known) this.#draw(pair.known);
    else void this.#compare();
  }

  /** Nothing is counted from here on, and nobody is told anything. */
  dispose(): void {
    this.#job.abort();
  }

  async #compare(): Promise<void> {
    const { comparison: texts } = this.#words.results;
    const progress = element('progress');
    progress.max = 100;
    progress.value = 0;
    progress.ariaLabel = texts.comparing;
    this.#content.replaceChildren(element('span', 'comparing', texts.comparing), progress);
    this.#actions.announce(texts.comparing);
    const found = await inSlices(this.#steps(progress), this.#job.signal);
    if (!found) return;
    this.#actions.done(found);
    this.#draw(found);
  }

  *#steps(progress: HTMLProgressElement): Generator<undefined, Comparison> {
    const { one, other } = this.#pair;
    const seed = crypto.getRandomValues(new Int32Array(1))[0] ?? 0;
    const steps = compareResults(
      { table: one.table, roles: one.state.subject.roles },
      { table: other.table, roles: other.state.subject.roles },
      { seed },
    );
    let shown = 0;
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      const done = Math.floor(step.value * 100);
      if (done > shown) progress.value = shown = done;
      yield;
    }
  }

  /** Says which result is A and which is B. */
  #which(): HTMLElement {
    const { one, other } = this.#pair;
    const { comparison: texts } = this.#words.results;
    const list = element('ul', 'sides');
    for (const [side, held] of [
      ['A', one],
      ['B', other],
    ] as const) {
      list.append(element('li', '', fillIn(texts.side, side, resultLabel(held, false, this.#words))));
    }
    return list;
  }

  #draw(comparison: Comparison): void {
    const { comparison: texts } = this.#words.results;
    const { columns, onlyInOne, onlyInOther } = comparison;
    const same = columns.filter(({ changes }) => changes.length === 0);
    const differing = columns.length - same.length + onlyInOne.length + onlyInOther.length;
    const content: HTMLElement[] = [this.#whole(comparison)];
    if (differing > 0) {
      content.push(changedTable(comparison, this.#words), element('p', 'legend', texts.legend));
    } else content.push(element('p', 'no-changes', `= ${texts.noChanges}`));
    if (same.length > 0) {
      const folded = element('details', 'same-columns');
      const summary = element('summary', '', fillIn(texts.sameColumns, count(same.length)));
      folded.append(summary);
      // A table that nobody may open is not made.
      folded.addEventListener('toggle', () => folded.append(sameTable(same, this.#words)), { once: true });
      content.push(folded);
    }
    this.#content.replaceChildren(...content);
    this.#actions.announce(fillIn(texts.done, count(differing)));
  }

  /** Rows, ids and the order of the columns. */
  #whole({ rows, ids, isReordered }: Comparison): HTMLElement {
    const { comparison: texts } = this.#words.results;
    const { one, other } = this.#pair;
    const list = element('dl', 'whole');
    const line = (term: string, ...content: readonly (string | HTMLElement)[]): void => {
      const detail = element('dd');
      detail.append(...content);
      list.append(element('dt', '', term), detail);
    };
    const [rowsInOne, rowsInOther] = [count(one.table.rowCount), count(other.table.rowCount)];
    if (rows) {
      const { both, onlyInOne, onlyInOther } = rows;
      const counts = [both, onlyInOne.count, onlyInOther.count].map(count);
      line(
        texts.rows,
        element('span', '', fillIn(texts.counts, rowsInOne, rowsInOther, ...counts)),
        ...this.#onlyButton('A', onlyInOne),
        ...this.#onlyButton('B', onlyInOther),
        ...(onlyInOne.count + onlyInOther.count > 0 ? [element('p', 'sample', texts.sample)] : []),
      );
    } else line(texts.rows, `${fillIn(texts.countsOnly, rowsInOne, rowsInOther)}. ${texts.noCommon}`);
    if (ids?.shared) {
      const { both, onlyInOne, onlyInOther } = ids.shared;
      const counts = [ids.one, ids.other, both, onlyInOne, onlyInOther].map(count);
      line(this.#idLabel(ids.names), fillIn(texts.counts, ...counts));
    } else if (ids) {
      const counts = fillIn(texts.countsOnly, count(ids.one), count(ids.other));
      line(this.#idLabel(ids.names), `${counts}. ${texts.tooManyIds}`);
    }
    if (isReordered) line(this.#words.pictures.columns, texts.reordered);
    return list;
  }

  #idLabel([one, other]: readonly [string, string]): string {
    const { comparison: texts } = this.#words.results;
    const [before, after] = [nameLabel(one, this.#words), nameLabel(other, this.#words)];
    return fillIn(texts.side, texts.ids, before === after ? before : fillIn(texts.change, before, after));
  }

  #onlyButton(side: 'A' | 'B', { count: all, rows }: OnlyRows): readonly HTMLElement[] {
    if (all === 0) return [];
    const { comparison: texts } = this.#words.results;
    const { one, other } = this.#pair;
    const [held, than] = side === 'A' ? [one, other] : [other, one];
    const label = fillIn(texts.onlyRows, side, resultTime(than.state.result));
    const shown = rows.length < all ? `${label} (${fillIn(texts.firstRows, count(rows.length), count(all))})` : label;
    return [
      button(side === 'A' ? texts.showOnlyInA : texts.showOnlyInB, 'link', () =>
        this.#actions.showRows(held, rows, shown),
      ),
    ];
  }
}
