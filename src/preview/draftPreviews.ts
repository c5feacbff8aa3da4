import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Preview } from '../api/preview.ts';
import type { Answered } from '../api/sender.ts';
import { previewDraft } from '../core/apply/draftPreview.ts';
import type { DefinitionDraft } from '../core/definition.ts';
import type { OpenIntent } from '../core/journal/journalState.ts';
import { JournalError } from '../journal/journalError.ts';
import { isDead, parseOwner, thisProcess } from '../journal/lockOwner.ts';
import type { Environment } from '../session/environment.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Planned, Planner } from '../sync/planner.ts';
import type { SyncRunner } from '../sync/syncRunner.ts';

/** The rows of a draft; `isSwept` is false when its scratch metric is still to be deleted. */
export interface DraftRows {
  readonly answer: Answered<Preview>;
  readonly isSwept: boolean;
}

type Ran = { readonly answer: Answered<Preview> } | { readonly error: unknown };

/** Previews drafts through scratch metrics, and knows which of those are at work right now. */
export class DraftPreviews {
  readonly #planner: Planner;
  readonly #runner: SyncRunner;
  readonly #sessions: Sessions;
  readonly #onRun: () => void;
  readonly #owner = JSON.stringify(thisProcess(randomUUID()));
  readonly #running = new Set<string>();

  /** @param onRun told when rows of a draft are there: whoever writes one would like to know the warehouse's SQL */
  constructor(planner: Planner, runner: SyncRunner, sessions: Sessions, onRun: () => void) {
    this.#onRun = onRun;
    this.#planner = planner;
    this.#runner = runner;
    this.#sessions = sessions;
  }

  /** Whether somebody is at work on a scratch metric, in this window or in another that still lives. */
  readonly isRunning = ({ intent, action, owner }: OpenIntent): boolean => {
    if (action !== 'scratch' || owner === undefined) return false;
    if (owner === this.#owner) return this.#running.has(intent);
    const other = parseOwner(owner);
    return other !== undefined && !isDead(other);
  };

  /**
   * The lists and the journal of an environment, as last read if they were.
   * @throws what made a list fail
   */
  async planned(environment: Environment): Promise<Planned> {
    const { planned } = this.#planner;
    return planned?.plan.environment === environment.name && planned.plan.origin === environment.origin
      ? planned
      : this.#planner.refresh();
  }

  /**
   * Three requests: make, run, delete.
   * @throws ApiError, SessionError, or JournalError: without a record nothing is sent
   */
  async run(planned: Planned, draft: DefinitionDraft, signal: AbortSignal): Promise<DraftRows> {
    const { plan, snapshot } = planned;
    const preview = async (id: string): Promise<Ran> => {
      try {
        const use = () =>
          this.#sessions.call(snapshot.environment, client => client.previewMetric(id, { signal }), plan.organization);
        return { answer: await use() };
      } catch (error) {
        return { error };
      }
    };
    const onRunning = (intent: string, isRunning: boolean): void => {
      if (isRunning) this.#running.add(intent);
      else this.#running.delete(intent);
    };
    const order = { draft, plan, owner: this.#owner, preview, onRunning, signal };
    const result = await previewDraft(order, this.#runner.ports(planned));
    // The plan of a list that was read meanwhile knows the scratch metric for what it is.
    void this.#planner.update();
    switch (result.kind) {
      case 'previewed':
        this.#onRun();
        if ('error' in result.value) throw asError(result.value.error);
        return { answer: result.value.answer, isSwept: result.isSwept };
      case 'not_made':
        throw asError(result.failure?.error ?? lostText());
      case 'not_journalled': {
        const why = result.outcome.steps.find(({ error }) => error !== undefined)?.error;
        throw asError(why);
      }
      case 'read_only':
        throw new JournalError('read_only', planned.journal.path, { detail: planned.journal.readOnlyReason ?? '' });
      case 'cancelled':
        throw new vscode.CancellationError();
    }
  }
}

function asError(value: unknown): Error {
  return value instanceof Error ? value : new Error(String(value));
}

function lostText(): string {
  return vscode.l10n.t(
    'Levered was asked to make a scratch metric, and it cannot be told whether there is one. It is looked for at the next plan, and deleted then.',
  );
}
