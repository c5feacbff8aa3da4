import * as vscode from 'vscode';
import type { Catalog } from '../catalog/catalog.ts';
import { type DefinitionRef, refOf, type Snapshot } from '../catalog/snapshot.ts';
import type { Definition } from '../core/definition.ts';
import { plain } from '../core/text/plain.ts';
import type { DefinitionsView } from '../views/definitionsView.ts';
import { SessionError } from '../session/sessionError.ts';

/** A definition that was picked: from the tree or from a list, in either case out of one snapshot. */
export interface PickedDefinition {
  readonly definition: Definition;
  readonly ref: DefinitionRef;
}

/** The definition of a tree line, if the argument is one of our tree's. */
export function fromTree(view: DefinitionsView, argument: unknown): PickedDefinition | undefined {
  if (!view.owns(argument) || argument.kind !== 'definition') return undefined;
  const { definition, snapshot } = argument;
  return { definition, ref: refOf(definition, snapshot.environment.name) };
}

type DefinitionPick = vscode.QuickPickItem & { readonly definition?: Definition };

/**
 * Asks which definition is meant, out of the organization's list.
 * @throws what made the list fail: a failure never looks like an empty list
 */
export async function pickDefinition(catalog: Catalog, title: string): Promise<PickedDefinition | undefined> {
  const state = await catalog.ensure();
  if (state.kind === 'failed') throw state.error;
  const { snapshot } = catalog;
  if (snapshot === undefined) throw new SessionError(sessionProblem(state.kind), '');
  const items = pickItems(snapshot);
  const placeHolder =
    items.length === 0
      ? vscode.l10n.t('This organization has no definitions yet.')
      : vscode.l10n.t('Which definition?');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDetail: true });
  if (picked?.definition === undefined) return undefined;
  return { definition: picked.definition, ref: refOf(picked.definition, snapshot.environment.name) };
}

function sessionProblem(kind: string): 'restricted' | 'expired' | 'signed_out' {
  return kind === 'restricted' || kind === 'expired' ? kind : 'signed_out';
}

function pickItems({ source, metrics }: Snapshot): DefinitionPick[] {
  const definitions: Definition[] = source.kind === 'source' ? [source.source, ...metrics] : [...metrics];
  return definitions.map(definition => ({
    definition,
    label: plain(definition.name, 'icons'),
    description: definition.kind === 'metric' ? '' : vscode.l10n.t('assignment source'),
    detail: definition.kind === 'metric' ? definition.id : '',
  }));
}
