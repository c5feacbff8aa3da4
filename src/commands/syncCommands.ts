import * as vscode from 'vscode';
import type { Late } from '../platform/late.ts';
import type { SyncFlows } from '../sync/syncFlows.ts';
import type { Command } from './command.ts';
import { type EntrySources, pointedEntry, resolveEntry } from './entryTarget.ts';

export interface SyncCommandServices extends EntrySources {
  readonly flows: Late<SyncFlows>;
}

/** The commands that write to the organization, and those around the plan. */
export function syncCommands({ flows, ...sources }: SyncCommandServices): Command[] {
  const { t } = vscode.l10n;
  return [
    { id: 'levered.plan', run: async () => (await flows.get()).push.review() },
    { id: 'levered.refreshPlan', run: async () => (await flows.get()).push.review() },
    { id: 'levered.pushAll', run: async () => (await flows.get()).push.review() },
    { id: 'levered.pushSelected', run: async () => (await flows.get()).push.pushChosen() },
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
        if (entry !== undefined) await (await flows.get()).push.pushOne(entry.key);
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
        if (entry !== undefined) await (await flows.get()).remove.delete(entry.key);
      },
    },
    {
      id: 'levered.restore',
      run: async argument => (await flows.get()).remove.restore(pointedEntry(argument, sources)?.key),
    },
  ];
}
