import * as vscode from 'vscode';
import { sameMeaning } from '../core/document/meaning.ts';
import type { Snapshot as Kept } from '../core/journal/journalState.ts';
import type { PlanEntry } from '../core/plan/plan.ts';
import { plain } from '../core/text/plain.ts';
import { quoted } from './confirmation.ts';
import type { Planned } from './planner.ts';
import { entryLook } from './statusWords.ts';

type SnapshotPick = vscode.QuickPickItem & { readonly kept: Kept };

/** Lets the person choose one of the versions that are gone, newest first. */
export async function pickSnapshot(planned: Planned): Promise<Kept | undefined> {
  const { t } = vscode.l10n;
  const items = restorable(planned).map((kept): SnapshotPick => {
    const when = new Date(kept.at).toLocaleString();
    return {
      kept,
      label: plain(kept.definition.name, 'icons'),
      description: kept.reason === 'deleted' ? t('deleted {0}', when) : t('replaced {0}', when),
      detail: plain(kept.definition.sql.replaceAll(/\s+/g, ' '), 'icons', 120),
    };
  });
  if (items.length === 0) {
    const message = t(
      'Nothing that was deleted or replaced from this workspace is gone, so there is nothing to restore.',
    );
    void vscode.window.showInformationMessage(message);
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Restore a definition'),
    placeHolder: t('Which version do you want back?'),
    matchOnDetail: true,
  });
  return picked?.kept;
}

/** What was deleted in place of an entry's definition last; undefined: nothing from here, and the person was told. */
export function snapshotOf(planned: Planned, { kind, name, file }: PlanEntry): Kept | undefined {
  const found = restorable(planned).find(({ definition }) =>
    kind === 'metric' ? definition.id === file?.id : definition.kind === kind,
  );
  if (found !== undefined) return found;
  const message = vscode.l10n.t(
    '{0} was not deleted from this workspace, so there is no version to restore. Push its file to create it.',
    quoted(name),
  );
  void vscode.window.showInformationMessage(message);
  return undefined;
}

/** Why a version cannot be restored as its file stands now; undefined if it can be. */
export function whyNotRestored({ plan }: Planned, { definition }: Kept): string | undefined {
  if (definition.kind !== 'metric') return undefined;
  const entry = plan.entries.find(({ file }) => file?.id === definition.id);
  if (entry === undefined || entry.status === 'missing') return undefined;
  return vscode.l10n.t('Nothing was restored. {0}: {1}', quoted(entry.name), entryLook(entry).meaning);
}

/**
 * Newest first. Without what Levered has all the same, because a delete was refused later or a version was restored
 * since: restoring it would make a second one.
 */
function restorable({ journal, snapshot: { metrics, source } }: Planned): readonly Kept[] {
  const present = new Set(metrics.map(({ id }) => id));
  const isGone = ({ definition, restoredAs }: Kept): boolean => {
    if (definition.kind === 'metric') return !present.has(definition.id) && !present.has(restoredAs ?? '');
    return source.kind !== 'source' || sameMeaning(definition, source.source) === 'different';
  };
  return journal.state.snapshots.filter(isGone).toReversed();
}
