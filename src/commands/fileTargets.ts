import * as vscode from 'vscode';
import { idFor, toDraft } from '../core/document/draft.ts';
import type { LeveredDocument } from '../core/document/leveredDocument.ts';
import type { DefinitionRef } from '../catalog/snapshot.ts';
import { parseRemoteUri, remoteScheme } from '../documents/remoteUri.ts';
import type { PreviewTarget } from '../preview/previewTarget.ts';
import type { Environments } from '../session/environments.ts';

/** `told`: there is a file, but nothing to run for it, and the person was told why. */
export type FileTarget = PreviewTarget | 'told' | undefined;

/** Finds out for which definition an open `.levered.sql` document stands. */
export class FileTargets {
  readonly #environments: Environments;

  constructor(environments: Environments) {
    this.#environments = environments;
  }

  /**
   * The definition of the document at the address given, which must be one that the person has before them (T7), or of
   * the active editor when nothing is given.
   */
  async find(argument: unknown): Promise<FileTarget> {
    const document = visibleDocument(argument);
    if (document?.languageId !== 'levered-sql') return undefined;
    // The parser is loaded with the first file that a command is for.
    const { parseDocument } = await import('../core/document/documentParser.ts');
    const parsed = parseDocument(document.getText());
    const name = parsed.name?.value ?? vscode.workspace.asRelativePath(document.uri);
    if (document.uri.scheme === remoteScheme) {
      const shown = parseRemoteUri(document.uri);
      return shown === undefined ? undefined : { environment: shown.environment, ref: shown, name };
    }
    const environment = this.#environments.currentName();
    const ref = this.#refOf(parsed);
    if (ref !== undefined) return { environment, name, ref, file: document.uri.toString() };
    if (toDraft(parsed) !== undefined) return { environment, name, file: document.uri.toString() };

    const message = vscode.l10n.t(
      'This file has errors, and Levered has no saved query of it, so there is nothing to run. Correct the errors first.',
    );
    const problems = vscode.l10n.t('Show Problems');
    if ((await vscode.window.showInformationMessage(message, problems)) === problems) {
      await vscode.commands.executeCommand('workbench.actions.view.problems');
    }
    return 'told';
  }

  #refOf(document: LeveredDocument): DefinitionRef | undefined {
    const environment = this.#environments.currentName();
    if (document.kind === 'assignment_source') return { kind: 'assignment_source', environment };
    const found = idFor(document, environment);
    return found.kind === 'none' ? undefined : { kind: 'metric', environment, id: found.id };
  }
}

function visibleDocument(argument: unknown): vscode.TextDocument | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  if (!(argument instanceof vscode.Uri)) return activeTextEditor?.document;
  const text = argument.toString();
  return visibleTextEditors.find(({ document }) => document.uri.toString() === text)?.document;
}
