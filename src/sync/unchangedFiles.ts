import * as vscode from 'vscode';
import type { Planner } from './planner.ts';

/** Tells the menus which files say what Levered says: an editor of one has no button that pushes it. */
export class UnchangedFiles implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  #told = '';

  constructor(planner: Planner) {
    this.#subscription = planner.onDidChange(plan => {
      const unchanged = plan?.entries.filter(({ status }) => status === 'unchanged') ?? [];
      this.#tell(unchanged.flatMap(({ file }) => (file === undefined ? [] : [file.uri])));
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #tell(uris: readonly string[]): void {
    const text = uris.join('\n');
    if (text === this.#told) return;
    this.#told = text;
    const keys = Object.fromEntries(uris.flatMap(uri => pathsOf(vscode.Uri.parse(uri)).map(path => [path, true])));
    void vscode.commands.executeCommand('setContext', 'levered.unchangedFiles', keys);
  }
}

/** VS Code's menus know a file of this machine by its file system path and one of a remote machine by its URI's. */
function pathsOf({ fsPath, path }: vscode.Uri): readonly string[] {
  return [fsPath, path];
}
