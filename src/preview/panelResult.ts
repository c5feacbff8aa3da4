import * as vscode from 'vscode';
import type { PreviewState, PreviewVerdict } from '../core/preview/messages.ts';
import type { RemoteDefinitions } from '../documents/remoteDefinitions.ts';
import type { ResultRows } from './panelPage.ts';
import type { PreviewQuery } from './previewQuery.ts';
import type { PreviewTarget } from './previewTarget.ts';
import { ResultVerdict } from './resultVerdict.ts';
import { ResultWatch } from './resultWatch.ts';
import type { RowProblems } from './rowProblems.ts';

/** A result as it came, before anything was made of it. */
export interface NewResult {
  readonly rows: ResultRows;
  readonly query: PreviewQuery;
  readonly target: PreviewTarget;
}

/** The newest result of a panel, in memory: its rows, what they are judged to be, and whether they still hold. */
export class PanelResult implements vscode.Disposable {
  readonly #verdict: ResultVerdict;
  readonly #watch: ResultWatch;
  readonly #onChange: () => void;
  #rows: ResultRows | undefined;
  #words: PreviewVerdict | undefined;
  #file: string | undefined;
  #judging = new AbortController();

  /** @param onChange told when more is known of the result */
  constructor(problems: RowProblems, definitions: RemoteDefinitions, onChange: () => void) {
    this.#verdict = new ResultVerdict(problems);
    this.#watch = new ResultWatch(definitions, onChange);
    this.#onChange = onChange;
  }

  get rows(): ResultRows | undefined {
    return this.#rows;
  }

  /** Takes a new result and judges it, which ends after this returns. */
  take({ rows, query, target }: NewResult): void {
    this.clear();
    this.#rows = rows;
    this.#file = target.file;
    this.#watch.watch(target, query);
    void this.#judge(rows, query);
  }

  /** Lets go of the rows and of what was said about them. */
  clear(): void {
    this.#judging.abort();
    this.#judging = new AbortController();
    this.#verdict.clear(this.#file);
    this.#watch.stop();
    this.#rows = undefined;
    this.#words = undefined;
    this.#file = undefined;
  }

  /** A state with what is known of its result. */
  complete(state: PreviewState): PreviewState {
    if (state.kind !== 'rows' || state.result.number !== this.#rows?.number) return state;
    const moved = this.#watch.words;
    return {
      ...state,
      ...(this.#words !== undefined && { verdict: this.#words }),
      ...(moved !== undefined && { moved }),
    };
  }

  /** Shows the line of the file that a check is about. */
  async reveal(check: number): Promise<void> {
    await this.#verdict.reveal(check);
  }

  dispose(): void {
    this.clear();
    this.#watch.dispose();
  }

  async #judge(rows: ResultRows, query: PreviewQuery): Promise<void> {
    const { t } = vscode.l10n;
    const notJudged = (why: string): PreviewVerdict => ({ summary: why, sample: '', checks: [] });
    const { signal } = this.#judging;
    let words: PreviewVerdict;
    try {
      words =
        (await this.#verdict.judge(rows.parts, query, signal)) ??
        notJudged(t('These rows were not judged, because it is not known what their columns are for.'));
    } catch (error) {
      if (signal.aborted) return;
      words = notJudged(
        t('These rows could not be judged: {0}', error instanceof Error ? error.message : String(error)),
      );
    }
    if (signal.aborted) return;
    this.#words = words;
    this.#onChange();
  }
}
