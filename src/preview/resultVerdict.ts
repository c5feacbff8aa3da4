import { setImmediate, setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { checkPlace } from '../core/preview/checks/checkPlace.ts';
import type { RowsVerdict } from '../core/preview/checks/rowCheck.ts';
import type { PreviewVerdict } from '../core/preview/messages.ts';
import { GrowingTable } from '../core/preview/rows.ts';
import type { DraftSource } from './draftText.ts';
import type { PreviewQuery } from './previewQuery.ts';
import { ranDefinition } from './previewSubject.ts';
import { headStartMs } from './panelPage.ts';
import { judgeInSlices } from './rowJudge.ts';
import type { RowProblems } from './rowProblems.ts';
import { verdictWords } from './verdictWords.ts';

/** What the rows of a panel's newest result say about its definition: for the page, and as problems in its file. */
export class ResultVerdict {
  readonly #problems: RowProblems;
  #source: DraftSource | undefined;
  #verdict: RowsVerdict | undefined;

  constructor(problems: RowProblems) {
    this.#problems = problems;
  }

  /**
   * Judges rows, and shows what is wrong with them in the file whose query they come from.
   * @param parts JSON texts of arrays of rows
   * @returns undefined where it is not known what the columns are for
   * @throws the signal's reason when it is aborted
   */
  async judge(parts: readonly string[], query: PreviewQuery, signal: AbortSignal): Promise<PreviewVerdict | undefined> {
    const definition = ranDefinition(query);
    if (definition === undefined || query.kind === 'nothing') return undefined;
    const now = new Date();
    // Until the first rows are on their way to the page.
    await setTimeout(headStartMs);
    const table = new GrowingTable();
    for (const part of parts) {
      // Each is read in some milliseconds; the page waits for the other parts at the same time.
      await setImmediate();
      signal.throwIfAborted();
      table.append(part);
    }
    const verdict = await judgeInSlices(table, definition, { now, signal });
    this.#verdict = verdict;
    this.#source = query.source;
    if (query.source !== undefined) this.#problems.show(query.source.file, query.source.document, verdict);
    return this.#worded(verdict, query.source);
  }

  /** Shows the line that a check is about, in the file beside the panel. */
  async reveal(check: number): Promise<void> {
    const source = this.#source;
    const found = this.#verdict?.checks[check];
    const place = found === undefined || source === undefined ? undefined : checkPlace(source.document, found);
    if (source === undefined || place === undefined) return;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source.file, true));
    // Of a text that has changed since, the line is still the likeliest place.
    const at = source.document.text === document.getText() ? place : { start: place.start, end: place.start };
    const selection = new vscode.Range(document.positionAt(at.start), document.positionAt(at.end));
    const shown = vscode.window.visibleTextEditors.find(editor => editor.document === document);
    const column = shown?.viewColumn ?? vscode.ViewColumn.One;
    await vscode.window.showTextDocument(document, { selection, viewColumn: column });
  }

  /** Takes the problems of a file back, before its query is run again or when nobody looks at its rows any more. */
  clear(file: string | undefined): void {
    this.#verdict = undefined;
    this.#source = undefined;
    if (file !== undefined) this.#problems.clear(file);
  }

  #worded(verdict: RowsVerdict, source: DraftSource | undefined): PreviewVerdict {
    const words = verdictWords(verdict);
    if (source === undefined) return words;
    const { document } = source;
    const checks = words.checks.map((shown, at) => {
      const check = verdict.checks[at];
      const place = check === undefined ? undefined : checkPlace(document, check);
      if (place === undefined) return shown;
      return { ...shown, line: vscode.l10n.t('Line {0}', lineOf(document.text, place.start)) };
    });
    return { ...words, checks };
  }
}

/** Counted from one. */
function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}
