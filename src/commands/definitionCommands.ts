import * as vscode from 'vscode';
import type { Catalog } from '../catalog/catalog.ts';
import { remoteUri } from '../documents/remoteUri.ts';
import type { Late } from '../platform/late.ts';
import type { PreviewPart } from '../preview/previewPart.ts';
import type { PreviewTarget } from '../preview/previewTarget.ts';
import type { Planner } from '../sync/planner.ts';
import type { DefinitionsView } from '../views/definitionsView.ts';
import type { Command } from './command.ts';
import { fromTree, pickDefinition, type PickedDefinition } from './commandTarget.ts';
import type { FileTargets } from './fileTargets.ts';

export interface DefinitionCommandServices {
  readonly catalog: Catalog;
  readonly view: DefinitionsView;
  readonly preview: Late<PreviewPart>;
  readonly files: FileTargets;
  readonly planner: Planner;
}

/** The commands on one definition. */
export function definitionCommands({ catalog, view, preview, files, planner }: DefinitionCommandServices): Command[] {
  const { t } = vscode.l10n;
  const ask = async (argument: unknown, title: string): Promise<PickedDefinition | undefined> =>
    fromTree(view, argument) ?? (await pickDefinition(catalog, title));

  return [
    {
      id: 'levered.open',
      run: async argument => {
        const picked = await ask(argument, t('Open a definition'));
        if (picked !== undefined) await show(fileOf(picked, planner) ?? remoteUriOf(picked));
      },
    },
    {
      id: 'levered.openRemote',
      run: async argument => {
        const picked = await ask(argument, t("Open Levered's version of a definition"));
        if (picked !== undefined) await show(remoteUriOf(picked));
      },
    },
    {
      id: 'levered.preview',
      run: async argument => {
        const target =
          fromTree(view, argument) ??
          (await files.find(argument)) ??
          (await pickDefinition(catalog, t('Preview the rows of a definition')));
        if (target === undefined || target === 'told') return;
        await (await preview.get()).panels.open('definition' in target ? previewOf(target) : target);
      },
    },
    {
      id: 'levered.copyId',
      run: async argument => {
        const picked = await ask(argument, t('Copy the id of a metric'));
        if (picked === undefined) return;
        if (picked.ref.kind === 'metric') {
          await vscode.env.clipboard.writeText(picked.ref.id);
          vscode.window.setStatusBarMessage(t('The id was copied.'), 4000);
        } else {
          void vscode.window.showInformationMessage(t('The assignment source has no id: an organization has one.'));
        }
      },
    },
  ];
}

/** The file of the workspace in which a definition is worked on, if there is one. */
function fileOf({ ref }: PickedDefinition, { plan }: Planner): vscode.Uri | undefined {
  if (plan?.environment !== ref.environment) return undefined;
  const entry = plan.entries.find(({ kind, remote, file }) => {
    if (remote === undefined || file === undefined) return false;
    return ref.kind === 'metric' ? remote.id === ref.id : kind === ref.kind;
  });
  return entry?.file === undefined ? undefined : vscode.Uri.parse(entry.file.uri, true);
}

function remoteUriOf({ definition, ref }: PickedDefinition): vscode.Uri {
  return remoteUri(definition, ref.environment);
}

async function show(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

function previewOf({ definition, ref }: PickedDefinition): PreviewTarget {
  return { environment: ref.environment, ref, name: definition.name };
}
