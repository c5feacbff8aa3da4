import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import type { Answered } from '../api/sender.ts';
import type { Preview } from '../api/preview.ts';
import type { Definition, DefinitionDraft } from '../core/definition.ts';
import { sameMeaning } from '../core/document/meaning.ts';
import type { HostMessage, PageMessage, PreviewState, PreviewSubject } from '../core/preview/messages.ts';
import { parsePageMessage } from '../core/preview/pageMessage.ts';
import { rolesOf } from '../core/preview/subject.ts';
import { plain } from '../core/text/plain.ts';
import type { RemoteDefinitions } from '../documents/remoteDefinitions.ts';
import { wordFailure } from '../platform/failure.ts';
import type { Environment } from '../session/environment.ts';
import type { Environments } from '../session/environments.ts';
import { SessionError } from '../session/sessionError.ts';
import type { Sessions } from '../session/sessions.ts';
import { pageRoot, previewPage, randomText } from './previewPage.ts';
import type { PreviewTarget } from './previewTarget.ts';
import { previewFailure, previewWords, warehouseFailure } from './previewWords.ts';

/** What a panel needs of the rest of the extension. */
export interface PreviewServices {
  readonly extension: vscode.Uri;
  readonly environments: Environments;
  readonly sessions: Sessions;
  readonly definitions: RemoteDefinitions;
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
  #run: { readonly abort: AbortController; readonly startedAt: number } | undefined;

  constructor(panel: vscode.WebviewPanel, target: PreviewTarget, services: PreviewServices) {
    this.#panel = panel;
    this.#target = target;
    this.#services = services;
    this.#state = { kind: 'idle', subject: this.#subject(undefined, undefined) };
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
    const { ref, name } = target;
    panel.webview.html = previewPage(panel.webview, services.extension, this.#session, { ref, name });
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

  /** Runs the saved query once. What comes of it, be it a failure, is the panel's new state. */
  async run(target: PreviewTarget = this.#target): Promise<void> {
    this.#run?.abort.abort();
    this.#target = target;
    const run = { abort: new AbortController(), startedAt: performance.now() };
    this.#run = run;
    this.#show({ kind: 'running', subject: this.#subject(undefined, undefined), elapsedMs: 0 });
    const state = await this.#preview(run.abort.signal, run.startedAt);
    if (this.#run !== run) return;
    this.#run = undefined;
    this.#show(state);
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
    this.#state = { kind: 'idle', subject: this.#state.subject };
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
        return void vscode.commands.executeCommand(`levered.${verb.kind}`, this.#target.ref.environment);
    }
  }

  #show(state: PreviewState): void {
    this.#state = state;
    this.#send();
  }

  #send(): void {
    const state = this.#state;
    const run = this.#run;
    const elapsed = run === undefined ? {} : { elapsedMs: performance.now() - run.startedAt };
    const message: HostMessage = {
      kind: 'show',
      words: previewWords(),
      state: { ...state, ...elapsed },
    };
    // False means that the page is hidden: it asks again when it comes back.
    void this.#panel.webview.postMessage(message);
  }

  async #preview(signal: AbortSignal, startedAt: number): Promise<PreviewState> {
    const { ref } = this.#target;
    let definition: Definition | undefined;
    try {
      const environment = this.#services.environments.find(ref.environment);
      if (environment === undefined) throw new SessionError('no_environment', ref.environment);
      // Tells which columns are mapped and whether the file differs; sends a request only if no list was read yet.
      definition = await this.#services.definitions.read(ref, signal);
      const answer = await this.#ask(environment, signal);
      const subject = this.#subject(definition, answer.organizationId);
      const elapsedMs = performance.now() - startedAt;
      const { rows, rowCount, warehouseError } = answer.value;
      if (warehouseError !== undefined && rowCount === 0) {
        return { kind: 'failed', subject, failure: warehouseFailure(warehouseError, answer.requestId), elapsedMs };
      }
      return {
        kind: 'rows',
        subject: warehouseError === undefined ? subject : { ...subject, note: partialNote(warehouseError.message) },
        rows: new TextEncoder().encode(rows),
        elapsedMs,
        finishedAt: new Date().toLocaleTimeString(),
        ...(answer.requestId === undefined ? {} : { requestId: answer.requestId }),
      };
    } catch (error) {
      const organization = error instanceof ApiError ? error.organizationId : undefined;
      const failure = previewFailure(wordFailure(error));
      const subject = this.#subject(definition, organization);
      return { kind: 'failed', subject, failure, elapsedMs: performance.now() - startedAt };
    }
  }

  #ask(environment: Environment, signal: AbortSignal): Promise<Answered<Preview>> {
    const { ref } = this.#target;
    return this.#services.sessions.call(environment, client =>
      ref.kind === 'metric' ? client.previewMetric(ref.id, { signal }) : client.previewAssignmentSource({ signal }),
    );
  }

  /** `answered`: the organization that an answer of this run has named. */
  #subject(read: Definition | undefined, answered: string | undefined): PreviewSubject {
    const { ref, name, draft } = this.#target;
    const definition = read ?? this.#services.definitions.known(ref);
    const mapping = (definition ?? draft)?.column_mapping;
    const note = definition === undefined || draft === undefined ? undefined : differenceNote(draft, definition);
    const environment = this.#services.environments.find(ref.environment);
    const organization = answered ?? this.#services.definitions.organization(ref.environment);
    return {
      name: definition?.name ?? name,
      kind: ref.kind,
      environment: ref.environment,
      isProtected: environment?.isProtected ?? false,
      roles: mapping === undefined ? {} : rolesOf(mapping),
      ...(organization === undefined ? {} : { organization }),
      ...(note === undefined ? {} : { note }),
    };
  }
}

function differenceNote(draft: DefinitionDraft, saved: Definition): string | undefined {
  if (sameMeaning(draft, saved) !== 'different') return undefined;
  return vscode.l10n.t('The file differs from the saved definition. These rows come from the saved query.');
}

function partialNote(message: string): string {
  return vscode.l10n.t(
    'The warehouse stopped with an error, so rows may be missing: {0}',
    plain(message, 'label', 300),
  );
}
