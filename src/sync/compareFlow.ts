import * as vscode from 'vscode';
import type { Snapshot } from '../catalog/snapshot.ts';
import type { Definition } from '../core/definition.ts';
import type { PlanEntry } from '../core/plan/plan.ts';
import { plain } from '../core/text/plain.ts';
import { remoteUri } from '../documents/remoteUri.ts';
import { quoted } from './confirmation.ts';
import type { Planner } from './planner.ts';
import { entryLook } from './statusWords.ts';

/**
 * Shows Levered's version of a definition beside its file. Where there are not two sides, or nothing differs, it says
 * so: a comparison that does nothing looks broken.
 */
export class CompareFlow {
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
  }

  async compare(entry: PlanEntry): Promise<void> {
    const { snapshot } = this.#planner.planned ?? (await this.#planner.refresh());
    const remote = entry.remote ?? remoteOfFile(entry, snapshot);
    const { meaning } = entryLook(entry);
    if (entry.file === undefined) {
      await this.#tellNoFile(entry, snapshot, meaning);
      return;
    }
    if (remote === undefined) {
      tell(entry, entry.status === 'invalid' ? vscode.l10n.t('Levered has nothing to compare it with.') : meaning);
      return;
    }
    if (entry.status === 'unchanged') tell(entry, meaning);
    if (entry.status !== 'unchanged' || entry.isCosmetic) await show(entry, remote, snapshot, entry.file.uri);
  }

  async #tellNoFile({ name, remote }: PlanEntry, { environment }: Snapshot, meaning: string): Promise<void> {
    const [pull, open] = [vscode.l10n.t('Pull'), vscode.l10n.t('Open')];
    const buttons = remote === undefined ? [] : [pull, open];
    const picked = await vscode.window.showInformationMessage(`${quoted(name)}: ${meaning}`, ...buttons);
    if (picked === undefined || remote === undefined) return;
    const uri = remoteUri(remote, environment.name);
    if (picked === pull) await vscode.commands.executeCommand('levered.pull', uri);
    else await vscode.window.showTextDocument(uri);
  }
}

/** An invalid file, or one whose write has no known outcome, still says which definition it means. */
function remoteOfFile({ kind, file }: PlanEntry, { metrics, source }: Snapshot): Definition | undefined {
  if (kind === 'metric') return metrics.find(({ id }) => id === file?.id);
  return source.kind === 'source' ? source.source : undefined;
}

async function show(entry: PlanEntry, remote: Definition, { environment }: Snapshot, file: string): Promise<void> {
  const title = vscode.l10n.t('{0}: Levered ({1}) ↔ file', plain(entry.name, 'label'), environment.name);
  const sides = [remoteUri(remote, environment.name), vscode.Uri.parse(file, true)] as const;
  await vscode.commands.executeCommand('vscode.diff', ...sides, title);
}

function tell({ name }: PlanEntry, sentence: string): void {
  void vscode.window.showInformationMessage(`${quoted(name)}: ${sentence}`);
}
