import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import type { ApplyPorts } from '../core/apply/ports.ts';
import type { Sessions } from '../session/sessions.ts';
import { workspaceFiles } from '../workspace/workspaceFiles.ts';
import { apiPort, toFailure } from './apiPort.ts';
import type { Planned, Planner } from './planner.ts';

/** Joins the engine that carries plans out with this window: its session, its files, its journal. */
export class SyncRunner {
  readonly #sessions: Sessions;
  readonly #planner: Planner;

  constructor(sessions: Sessions, planner: Planner) {
    this.#sessions = sessions;
    this.#planner = planner;
  }

  /** What a run needs that was planned like this. Every call is held to the plan's organization (T28). */
  ports({ plan, snapshot, journal }: Planned): ApplyPorts {
    const { environment } = snapshot;
    return {
      environment: environment.name,
      api: apiPort(use => this.#sessions.call(environment, use, plan.organization)),
      files: workspaceFiles,
      journal,
      lock: journal.lock,
      replan: async () => {
        try {
          return { kind: 'plan', plan: (await this.#planner.refresh()).plan };
        } catch (error) {
          return toFailure(error);
        }
      },
      now: () => Date.now(),
      newIntent: () => randomUUID(),
    };
  }
}

/** A signal for the engine out of VS Code's cancellation. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const abort = new AbortController();
  if (token.isCancellationRequested) abort.abort();
  token.onCancellationRequested(() => abort.abort());
  return abort.signal;
}
