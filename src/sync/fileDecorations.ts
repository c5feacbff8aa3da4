import * as vscode from 'vscode';
import type { Plan, PlanEntry } from '../core/plan/plan.ts';
import type { Planner } from './planner.ts';
import { entryLook } from './statusWords.ts';

/** Stands for a definition in our own trees: no file, so that only our letters are seen there and not those of Git. */
const statusScheme = 'levered-status';

/** What a line of a tree is to be decorated as. */
export function statusUri({ key }: PlanEntry): vscode.Uri {
  return vscode.Uri.from({ scheme: statusScheme, path: '/', query: key });
}

/** The status of each definition's file in the explorer and on its tab, and of each line of a tree. */
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
    for (const entry of plan?.entries ?? []) {
      const decoration = decorationOf(entry, plan?.environment ?? '');
      if (entry.file !== undefined) this.#told.set(entry.file.uri, decoration);
      if (decoration !== undefined) this.#told.set(statusUri(entry).toString(), decoration);
    }
    const uris = new Set([...before.keys(), ...this.#told.keys()]);
    const changed = [...uris].filter(uri => before.get(uri)?.tooltip !== this.#told.get(uri)?.tooltip);
    if (changed.length > 0) this.#changed.fire(changed.map(uri => vscode.Uri.parse(uri)));
  }
}

function decorationOf(entry: PlanEntry, environment: string): vscode.FileDecoration | undefined {
  const { badge, color, meaning } = entryLook(entry);
  if (badge === undefined) return undefined;
  const tooltip = `Levered (${environment}): ${meaning}`;
  return new vscode.FileDecoration(badge, tooltip, color === undefined ? undefined : new vscode.ThemeColor(color));
}
