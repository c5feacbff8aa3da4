import * as vscode from 'vscode';
import type { Catalog } from '../catalog/catalog.ts';

const leastMs = 60_000;

/**
 * Reads the lists anew when the person comes back to the window, at most once a minute and only if they were read here
 * before. There is no timer: a window that nobody looks at sends nothing.
 */
export class FocusRefresh implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;

  constructor(catalog: Catalog) {
    this.#subscription = vscode.window.onDidChangeWindowState(({ focused }) => {
      const { state } = catalog;
      if (!focused || state.kind !== 'loaded') return;
      if (Date.now() - state.snapshot.takenAt.getTime() >= leastMs) void catalog.refresh();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
