import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import type { Answered } from '../api/sender.ts';
import type { Preview } from '../api/preview.ts';
import type { HostMessage, PageMessage, PreviewState, PreviewSubject } from '../core/preview/messages.ts';
import { parsePageMessage } from '../core/preview/pageMessage.ts';
import type { QueryError } from '../core/preview/queryErrorPlace.ts';
import { rolesOf } from '../core/preview/subject.ts';
import { plain } from '../core/text/plain.ts';
import type { RemoteDefinitions } from '../documents/remoteDefinitions.ts';
import { wordFailure } from '../platform/failure.ts';
import type { Environments } from '../session/environments.ts';
import { SessionError } from '../session/sessionError.ts';
import type { Sessions } from '../session/sessions.ts';
import type { DraftConsent } from './draftConsent.ts';
import type { DraftPreviews } from './draftPreviews.ts';
import { pageRoot, previewPage, randomText } from './previewPage.ts';
import { chooseQuery, type PreviewQuery } from './previewQuery.ts';
import type { PreviewTarget } from './previewTarget.ts';
import { previewFailure, previewWords, warehouseFailure } from './previewWords.ts';
import { leftNote, partialNote, queryNote } from './previewNotes.ts';
import type { QueryProblems } from './queryProblems.ts';
import type { RowSamples } from './rowSamples.ts';

/** What a panel needs of the rest of the extension. */
export interface PreviewServices {
  readonly extension: vscode.Uri;
  readonly environments: Environments;
  readonly sessions: Sessions;
  readonly definitions: RemoteDefinitions;
  readonly drafts: DraftPreviews;
  readonly consent: DraftConsent;
  readonly problems: QueryProblems;
  readonly samples: RowSamples;
}

/**
 * One preview beside the editor. Holds the state, rows included, in memory for as long as the panel is open, and gives
 * the page whole states to draw. Runs only when a person asks, one query at a time, and never again by itself.
 */
export class PreviewPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: PreviewServices;
  readonly #session = randomText();
  readonly #subscriptions: vscode.Disposable;
  #target: PreviewTarget;
  #state: PreviewState;
  #run: Run | undefined;
  /** The rows of the last draft, and its query. */
  #drafted: { readonly state: Extract<PreviewState, { kind: 'rows' }>; readonly sql: string } | undefined;

  constructor(panel: vscode.WebviewPanel, target: PreviewTarget, services: PreviewServices) {
    this.#panel = panel;
    this.#target = target;
    this.#services = services;
    this.#state = { kind: 'idle', subject: this.#subject({}) };
    panel.title = vscode.l10n.t('Preview: {0}', plain(target.name, 'label'));
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(services.extension, 'media', `levered-file-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    this.#subscriptions = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const verb = parsePageMessage(message, this.#session);
        if (verb !== undefined) this.#answer(verb);
      }),
      panel.onDidDispose(() => this.dispose()),
    );
    panel.webview.options = { enableScripts: true, localResourceRoots: [pageRoot(services.extension)] };
    panel.webview.html = previewPage(panel.webview, services.extension, this.#session, target);
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
    const run = { abort: new AbortController(), startedAt: performance.now() };
    this.#run = run;
    if (target.file !== undefined) this.#services.problems.clear(target.file);
    this.#show({ kind: 'running', subject: this.#subject({}), elapsedMs: 0 });
    const state = await this.#preview(run, before, reuse);
    if (this.#run !== run) return;
    this.#run = undefined;
    this.#show(state === 'unchanged' ? before : state);
  }

  /** Answers at once; the request is given up, and what the warehouse does is told as it is: unknown. */
  cancel(): void {
    const run = this.#run;
    if (run === undefined) return;
    this.#run = undefined;
    run.abort.abort();
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

  #answer(verb: PageMessage): void {
    switch (verb.kind) {
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
        return void vscode.commands.executeCommand(`levered.${verb.kind}`, this.#target.environment);
    }
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
    const message: HostMessage = {
      kind: 'show',
      words: previewWords(),
      state: { ...state, ...elapsed },
    };
    // False means that the page is hidden: it asks again when it comes back.
    void this.#panel.webview.postMessage(message);
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
    const { rows, rowCount, warehouseError } = answer.value;
    const elapsedMs = performance.now() - run.startedAt;
    const known = { query, answered: answer.organizationId };
    this.#tellPlace(query, warehouseError);
    if (warehouseError !== undefined && rowCount === 0) {
      const failure = warehouseFailure(warehouseError, answer.requestId);
      return { kind: 'failed', subject: this.#subject({ ...known, note: left }), failure, elapsedMs };
    }
    if (this.#target.file !== undefined) this.#services.samples.keep(this.#target.file, rows);
    const partial = warehouseError === undefined ? undefined : partialNote(warehouseError.message);
    const note = [partial, left].filter(part => part !== undefined).join(' ');
    return {
      kind: 'rows',
      subject: this.#subject({ ...known, note: note === '' ? undefined : note }),
      rows: new TextEncoder().encode(rows),
      elapsedMs,
      finishedAt: new Date().toLocaleTimeString(),
      ...(answer.requestId === undefined ? {} : { requestId: answer.requestId }),
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

  /** `answered`: the organization that an answer of this run has named. */
  #subject({ query, answered, note }: SubjectParts): PreviewSubject {
    const { ref, name, environment } = this.#target;
    const read = query?.kind === 'saved' ? query.definition : undefined;
    const definition = read ?? (ref === undefined ? undefined : this.#services.definitions.known(ref));
    const draft = query === undefined || query.kind === 'nothing' ? undefined : query.source?.draft;
    const shown = draft ?? definition;
    const organization = answered ?? this.#services.definitions.organization(environment);
    const said = [query === undefined ? undefined : queryNote(query), note]
      .filter(part => part !== undefined)
      .join(' ');
    return {
      name: shown?.name ?? name,
      kind: shown?.kind ?? ref?.kind ?? 'metric',
      environment,
      isProtected: this.#services.environments.find(environment)?.isProtected ?? false,
      roles: shown === undefined ? {} : rolesOf(shown.column_mapping),
      ...(organization === undefined ? {} : { organization }),
      ...(said === '' ? {} : { note: said }),
    };
  }
}

interface Run {
  readonly abort: AbortController;
  startedAt: number;
}

interface SubjectParts {
  readonly query?: PreviewQuery | undefined;
  readonly answered?: string | undefined;
  readonly note?: string | undefined;
}

/** What the warehouse said to a query with which the service would not even make a metric. */
function refusalOf(error: unknown): QueryError | undefined {
  if (!(error instanceof ApiError) || (error.kind !== 'rejected' && error.kind !== 'bad_request')) return undefined;
  const { serverMessage: message, position } = error;
  return message === undefined ? undefined : { message, ...(position !== undefined && { position }) };
}
