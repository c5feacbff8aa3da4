import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';

/** The folder that is open, for a suite that makes files in it. */
export class TestFolder {
  readonly #toRemove = new Set<string>();

  /** For the length of the suite that this is called in: after each test its files and editors are gone. */
  static forSuite(): TestFolder {
    const folder = new TestFolder();
    before(() => setAutoSave('off'));
    afterEach(() => folder.#clear());
    after(() => setAutoSave(undefined));
    return folder;
  }

  get folder(): vscode.WorkspaceFolder {
    const [first] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first);
    return first;
  }

  uri(path: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder.uri, path);
  }

  path(path: string): string {
    return join(this.folder.uri.fsPath, path);
  }

  make(path: string, content: string): vscode.Uri {
    this.removeLater(path);
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), content);
    return this.uri(path);
  }

  removeLater(...paths: readonly string[]): void {
    for (const path of paths) this.#toRemove.add(path);
  }

  async #clear(): Promise<void> {
    // What is not saved would be asked about, and would keep its document open.
    for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const path of this.#toRemove) rmSync(this.path(path), { recursive: true, force: true });
    this.#toRemove.clear();
  }
}

/** Adds to the end of a document, as a person who types. */
export async function type(uri: vscode.Uri, added: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, document.positionAt(document.getText().length), added);
  assert.ok(await vscode.workspace.applyEdit(edit));
  return document;
}

/** In a browser VS Code saves by itself after a second, unless it is told not to. */
async function setAutoSave(value: string | undefined): Promise<void> {
  await vscode.workspace.getConfiguration().update('files.autoSave', value, vscode.ConfigurationTarget.Global);
}
