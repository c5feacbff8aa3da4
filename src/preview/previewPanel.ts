import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import type { Answered } from '../api/sender.ts';
import type { Preview } from '../api/preview.ts';
import type { ExportFormat, PageMessage, PreviewState } from '../core/preview/messages.ts';
import type { QueryError } from '../core/preview/queryErrorPlace.ts';
import { plain } from '../core/text/plain.ts';
import type { RemoteDefinitions } from '../documents/remoteDefinitions.ts';
import { wordFailure } from '../platform/failure.ts';
import type { Environments } from '../session/environments.ts';
import { SessionError } from '../session/sessionError.ts';
import type { Sessions } from '../session/sessions.ts';
import type { DraftConsent } from './draftConsent.ts';
import type { DraftPreviews } from './draftPreviews.ts';
import { PanelPage } from './panelPage.ts';
import { type NewResult, PanelResult } from './panelResult.ts';
import { chooseQuery, type PreviewQuery } from './previewQuery.ts';
import type { PreviewTarget } from './previewTarget.ts';
import { previewFailure, warehouseFailure } from './previewWords.ts';
import { leftNote, partialNote } from './previewNotes.ts';
import { previewSubject, ranSql, type SubjectParts } from './previewSubject.ts';
import type { QueryProblems } from './queryProblems.ts';
import type { RowProblems } from './rowProblems.ts';
import type { RowSamples } from './rowSamples.ts';
import { saveRows } from './rowsExport.ts';

/** What a panel needs of the rest of the extension. */
export interface PreviewServices {
  readonly extension: vscode.Uri;
  readonly environments: Environments;
  readonly sessions: Sessions;
  readonly definitions: RemoteDefinitions;
  readonly drafts: DraftPreviews;
  readonly consent: DraftConsent;
  readonly problems: QueryProblems;
  readonly rowProblems: RowProblems;
  readonly samples: RowSamples;
}

/**
 * One preview beside the editor. Holds the state, rows included, in memory for as long as the panel is open, and gives
 * the page whole states to draw. Runs only when a person asks, one query at a time, and never again by itself.
 */
export class PreviewPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: PreviewServices;
  readonly #page: PanelPage;
  readonly #result: PanelResult;
  readonly #subscriptions: vscode.Disposable;
  #target: PreviewTarget;
  #state: PreviewState;
  #run: Run | undefined;
  /** How many results there have been. */
  #results = 0;
  #isSaving = false;
  /** The rows of the last draft, and its query. */
  #drafted: { readonly state: Extract<PreviewState, { kind: 'rows' }>; readonly sql: string } | undefined;

  constructor(panel: vscode.WebviewPanel, target: PreviewTarget, services: PreviewServices) {
    this.#panel = panel;
    this.#target = target;
    this.#services = services;
    this.#state = { kind: 'idle', subject: previewSubject(target, {}, services) };
    panel.title = vscode.l10n.t('Preview: {0}', plain(target.name, 'label'));
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(services.extension, 'media', `levered-file-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    this.#page = new PanelPage(panel.webview, services.extension, target, message => this.#answer(message));
    this.#result = new PanelResult(services.rowProblems, services.definitions, () => this.#send());
    this.#subscriptions = vscode.Disposable.from(
      this.#page,
      this.#result,
      panel.onDidDispose(() => this.dispose()),
    );
  }

  get onDidDispose(): vscode.Event<void> {
    return this.#panel.onDidDispose;
  }

  /** The editor column in which it is in view; undefined behind another tab. */
  get column(): vscode.ViewColumn | undefined {
    return this.#panel.visible ? this.#panel.viewColumn : undefined;
  }

  reveal(): void {
    this.#panel.reveal(undefined, true);
  }

  /**
   * Runs once what there is to run, see `chooseQuery`. What comes of it, be it a failure, is the panel's new state.
   * @param reuse whether rows of the very same draft do: each run of one costs three requests
   */
  async run(target: PreviewTarget = this.#target, reuse = false): Promise<void> {
    this.#run?.abort.abort();
    this.#target = target;
    // A run that this one takes the place of left no state to come back to.
    const before = this.#state.kind === 'running' ? this.#idle() : this.#state;
    const run: Run = { abort: new AbortController(), startedAt: performance.now(), result: undefined };
    this.#run = run;
    if (target.file !== undefined) this.#services.problems.clear(target.file);
    this.#show({ kind: 'running', subject: this.#subject({}), elapsedMs: 0 });
    const state = await this.#preview(run, before, reuse);
    if (this.#run !== run) return;
    this.#run = undefined;
    if (state !== 'unchanged') this.#take(state, run);
    this.#show(state === 'unchanged' ? before : state);
  }

  /** Answers at once; the request is given up, and what the warehouse does is told as it is: unknown. */
  cancel(): void {
    const run = this.#run;
    if (run === undefined) return;
    this.#run = undefined;
    run.abort.abort();
    this.#result.clear();
    this.#show({ kind: 'cancelled', subject: this.#state.subject, elapsedMs: performance.now() - run.startedAt });
  }

  /** Gives up a query under way and lets go of the rows. */
  dispose(): void {
    this.#run?.abort.abort();
    this.#run = undefined;
    this.#state = this.#idle();
    this.#drafted = undefined;
    if (this.#target.file !== undefined) this.#services.samples.forget(this.#target.file);
    this.#subscriptions.dispose();
    this.#panel.dispose();
  }

  #answer(message: PageMessage): void {
    switch (message.kind) {
      case 'ready': {
        this.#send();
        return;
      }
      case 'run':
        return void this.run();
      case 'cancel': {
        this.cancel();
        return;
      }
      case 'signIn':
      case 'refresh':
      case 'showLog':
        return void vscode.commands.executeCommand(`levered.${message.kind}`, this.#target.environment);
      case 'export':
        return void this.#save(message.format, message.text);
      case 'reveal':
        return void this.#result.reveal(message.check);
    }
  }

  /** Keeps what has come of a run: its rows, or that there are none any more. */
  #take(state: PreviewState, { result }: Run): void {
    if (result !== undefined) this.#result.take(result);
    else if (state.kind !== 'rows') this.#result.clear();
  }

  /** One dialog at a time, whatever the page says. */
  async #save(format: ExportFormat, text: Uint8Array): Promise<void> {
    if (this.#isSaving) return;
    this.#isSaving = true;
    await saveRows(this.#state.subject.name, format, text);
    this.#isSaving = false;
  }

  #show(state: PreviewState): void {
    this.#state = state;
    this.#send();
  }

  #idle(): PreviewState {
    return { kind: 'idle', subject: this.#state.subject };
  }

  #send(): void {
    const state = this.#state;
    const run = state.kind === 'running' ? this.#run : undefined;
    const elapsed = run === undefined ? {} : { elapsedMs: performance.now() - run.startedAt };
    const rows = state.kind === 'rows' ? this.#result.rows : undefined;
    void this.#page.show(this.#result.complete({ ...state, ...elapsed }), rows);
  }

  /** @returns `unchanged`: the person wants nothing run */
  async #preview(run: Run, before: PreviewState, reuse: boolean): Promise<PreviewState | 'unchanged'> {
    const { signal } = run.abort;
    const elapsedMs = (): number => performance.now() - run.startedAt;
    let query: PreviewQuery | undefined;
    try {
      // Nothing is running while a person is asked.
      const onAsking = (): void => {
        if (this.#run === run) this.#show(before);
      };
      query = await chooseQuery(this.#target, this.#services, { signal, onAsking });
      const again = reuse ? this.#reused(query, before) : undefined;
      if (again !== undefined) return again;
      if (this.#run === run && this.#state.kind !== 'running') {
        run.startedAt = performance.now();
        this.#show({ kind: 'running', subject: this.#subject({ query }), elapsedMs: 0 });
      }
      return await this.#ask(query, run);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return 'unchanged';
      this.#tellPlace(query, refusalOf(error));
      const answered = error instanceof ApiError ? error.organizationId : undefined;
      const failure = previewFailure(wordFailure(error));
      return { kind: 'failed', subject: this.#subject({ query, answered }), failure, elapsedMs: elapsedMs() };
    }
  }

  async #ask(query: PreviewQuery, run: Run): Promise<PreviewState> {
    const { signal } = run.abort;
    if (query.kind === 'nothing') return { kind: 'idle', subject: this.#subject({ query }) };
    if (query.kind === 'saved') return this.#stateOf(query, await this.#askSaved(signal), run);
    const { answer, isSwept } = await this.#services.drafts.run(query.planned, query.source.draft, signal);
    const state = this.#stateOf(query, answer, run, isSwept ? undefined : leftNote());
    if (state.kind === 'rows') this.#drafted = { state, sql: query.source.draft.sql };
    return state;
  }

  #askSaved(signal: AbortSignal): Promise<Answered<Preview>> {
    const { ref } = this.#target;
    const environment = this.#services.environments.find(this.#target.environment);
    if (environment === undefined || ref === undefined) {
      throw new SessionError('no_environment', this.#target.environment);
    }
    return this.#services.sessions.call(environment, client =>
      ref.kind === 'metric' ? client.previewMetric(ref.id, { signal }) : client.previewAssignmentSource({ signal }),
    );
  }

  #stateOf(query: PreviewQuery, answer: Answered<Preview>, run: Run, left?: string): PreviewState {
    const { parts, rowCount, warehouseError } = answer.value;
    const elapsedMs = performance.now() - run.startedAt;
    const known = { query, answered: answer.organizationId };
    this.#tellPlace(query, warehouseError);
    if (warehouseError !== undefined && rowCount === 0) {
      const failure = warehouseFailure(warehouseError, answer.requestId);
      return { kind: 'failed', subject: this.#subject({ ...known, note: left }), failure, elapsedMs };
    }
    if (this.#target.file !== undefined) this.#services.samples.keep(this.#target.file, parts[0] ?? '[]');
    const partial = warehouseError === undefined ? undefined : partialNote(warehouseError.message);
    const note = [partial, left].filter(part => part !== undefined).join(' ');
    const sql = ranSql(query);
    const number = ++this.#results;
    run.result = { rows: { number, parts }, query, target: this.#target };
    return {
      kind: 'rows',
      subject: this.#subject({ ...known, note: note === '' ? undefined : note }),
      result: {
        number,
        rowCount,
        parts: parts.length,
        elapsedMs,
        finishedAt: new Date().toLocaleTimeString(),
        ...(sql !== undefined && { sqlHash: createHash('sha256').update(sql).digest('hex') }),
        ...(answer.requestId !== undefined && { requestId: answer.requestId }),
      },
    };
  }

  /** The rows that are shown, if they are of the same draft. */
  #reused(query: PreviewQuery, before: PreviewState): PreviewState | undefined {
    if (query.kind !== 'draft' || before !== this.#drafted?.state) return undefined;
    if (query.source.draft.sql !== this.#drafted.sql) return undefined;
    const note = vscode.l10n.t('The query is the same as before, so it was not run again.');
    const state = { ...this.#drafted.state, subject: this.#subject({ query, note }) };
    this.#drafted = { state, sql: this.#drafted.sql };
    return state;
  }

  /** The warehouse's complaint, as a problem in the file that holds the query. */
  #tellPlace(query: PreviewQuery | undefined, error: QueryError | undefined): void {
    if (error === undefined || query === undefined || query.kind === 'nothing' || query.source === undefined) return;
    this.#services.problems.show(query.source.file, query.source.document, error);
  }

  #subject(parts: SubjectParts): PreviewState['subject'] {
    return previewSubject(this.#target, parts, this.#services);
  }
}

interface Run {
  readonly abort: AbortController;
  startedAt: number;
  /** What came of it. */
  result: NewResult | undefined;
}

/** What the warehouse said to a query with which the service would not even make a metric. */
function refusalOf(error: unknown): QueryError | undefined {
  if (!(error instanceof ApiError) || (error.kind !== 'rejected' && error.kind !== 'bad_request')) return undefined;
  const { serverMessage: message, position } = error;
  return message === undefined ? undefined : { message, ...(position !== undefined && { position }) };
}
