import * as vscode from 'vscode';
import type { PushFlow } from '../sync/pushFlow.ts';
import type { RemoveFlow } from '../sync/removeFlow.ts';
import type { Command } from './command.ts';
import { type EntrySources, pointedEntry, resolveEntry } from './entryTarget.ts';

export interface SyncCommandServices extends EntrySources {
  readonly push: PushFlow;
  readonly remove: RemoveFlow;
}

/** The commands that write to the organization, and those around the plan. */
export function syncCommands({ push, remove, ...sources }: SyncCommandServices): Command[] {
  const { t } = vscode.l10n;
  return [
    { id: 'levered.plan', run: () => push.review() },
    { id: 'levered.refreshPlan', run: () => push.review() },
    { id: 'levered.pushAll', run: () => push.review() },
    { id: 'levered.pushSelected', run: () => push.pushChosen() },
    {
      id: 'levered.closePlan',
      run: () => {
        sources.planView.close();
        return Promise.resolve();
      },
    },
    {
      id: 'levered.push',
      run: async argument => {
        const entry = await resolveEntry(argument, sources, ({ file }) => file !== undefined, t('Push a definition'));
        if (entry !== undefined) await push.pushOne(entry.key);
      },
    },
    {
      id: 'levered.delete',
      run: async argument => {
        const entry = await resolveEntry(
          argument,
          sources,
          ({ remote }) => remote !== undefined,
          t('Delete a definition in Levered'),
        );
        if (entry !== undefined) await remove.delete(entry.key);
      },
    },
    { id: 'levered.restore', run: argument => remove.restore(pointedEntry(argument, sources)?.key) },
  ];
}
