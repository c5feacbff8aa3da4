import * as vscode from 'vscode';
import type { Plan } from '../core/plan/plan.ts';
import type { Planner } from './planner.ts';
import { statusLook } from './statusWords.ts';

/** The status of each definition's file in the explorer and on its tab. */
export class FileDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri[]>();
  readonly onDidChangeFileDecorations = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;
  /** Looks by file, as they were last told to VS Code. */
  #told = new Map<string, vscode.FileDecoration | undefined>();

  constructor(planner: Planner) {
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      planner.onDidChange(plan => this.#follow(plan)),
      vscode.window.registerFileDecorationProvider(this),
    );
    this.#follow(planner.plan);
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    return this.#told.get(uri.toString());
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** Tells VS Code only of the files whose look has changed: there may be ten thousand. */
  #follow(plan: Plan | undefined): void {
    const before = this.#told;
    this.#told = new Map();
    for (const { file, status } of plan?.entries ?? []) {
      if (file !== undefined) this.#told.set(file.uri, decorationOf(status, plan?.environment ?? ''));
    }
    const uris = new Set([...before.keys(), ...this.#told.keys()]);
    const changed = [...uris].filter(uri => before.get(uri)?.badge !== this.#told.get(uri)?.badge);
    if (changed.length > 0) this.#changed.fire(changed.map(uri => vscode.Uri.parse(uri)));
  }
}

function decorationOf(
  status: Parameters<typeof statusLook>[0],
  environment: string,
): vscode.FileDecoration | undefined {
  const { badge, color, meaning } = statusLook(status);
  if (badge === undefined) return undefined;
  const tooltip = `Levered (${environment}): ${meaning}`;
  return new vscode.FileDecoration(badge, tooltip, color === undefined ? undefined : new vscode.ThemeColor(color));
}
