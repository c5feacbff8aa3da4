import * as vscode from 'vscode';
import type { PlanEntry } from '../core/plan/plan.ts';
import type { Late } from '../platform/late.ts';
import { pullWay } from '../sync/pullChoice.ts';
import type { SyncFlows } from '../sync/syncFlows.ts';
import type { Command } from './command.ts';
import { type EntrySources, resolveEntry } from './entryTarget.ts';

export interface FileCommandServices extends EntrySources {
  readonly flows: Late<SyncFlows>;
}

/** The commands that bring definitions into files, and compare the two. None of them writes to the organization. */
export function fileCommands({ flows, ...sources }: FileCommandServices): Command[] {
  const { t } = vscode.l10n;
  const any = (): boolean => true;
  const hasTwoSides = ({ file, remote }: PlanEntry): boolean => file !== undefined && remote !== undefined;
  const isConflict = ({ status }: PlanEntry): boolean => status === 'conflict';
  const isPullable = (entry: PlanEntry): boolean => pullWay(entry) !== undefined;
  return [
    {
      id: 'levered.pull',
      run: async argument => {
        // What is pointed at and cannot be pulled is answered by the flow, which knows what to do instead.
        const entry = await resolveEntry(argument, sources, any, t('Pull a definition'), isPullable);
        if (entry !== undefined) await (await flows.get()).pull.pull(entry.key);
      },
    },
    { id: 'levered.pullAll', run: async () => (await flows.get()).pullAll.pullAll() },
    {
      id: 'levered.compare',
      run: async argument => {
        const entry = await resolveEntry(argument, sources, any, t('Compare a file with Levered'), hasTwoSides);
        if (entry !== undefined) await (await flows.get()).compare.compare(entry);
      },
    },
    {
      id: 'levered.merge',
      run: async argument => {
        const entry = await resolveEntry(argument, sources, isConflict, t('Merge a definition'));
        if (entry !== undefined) await (await flows.get()).merge.merge(entry.key);
      },
    },
    // VS Code shows its own button for Git's merges alone.
    { id: 'levered.completeMerge', run: async () => (await flows.get()).merge.complete() },
    { id: 'levered.newMetric', run: async () => (await flows.get()).newDefinition.newMetric() },
    { id: 'levered.newAssignmentSource', run: async () => (await flows.get()).newDefinition.newAssignmentSource() },
  ];
}
