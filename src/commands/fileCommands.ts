import * as vscode from 'vscode';
import type { PlanEntry } from '../core/plan/plan.ts';
import type { CompareFlow } from '../sync/compareFlow.ts';
import type { MergeFlow } from '../sync/mergeFlow.ts';
import type { NewDefinitionFlow } from '../sync/newDefinitionFlow.ts';
import type { PullAllFlow } from '../sync/pullAllFlow.ts';
import { pullWay } from '../sync/pullChoice.ts';
import type { PullFlow } from '../sync/pullFlow.ts';
import type { Command } from './command.ts';
import { type EntrySources, resolveEntry } from './entryTarget.ts';

export interface FileCommandServices extends EntrySources {
  readonly pull: PullFlow;
  readonly pullAll: PullAllFlow;
  readonly compare: CompareFlow;
  readonly merge: MergeFlow;
  readonly newDefinition: NewDefinitionFlow;
}

/** The commands that bring definitions into files, and compare the two. None of them writes to the organization. */
export function fileCommands(services: FileCommandServices): Command[] {
  const { pull, pullAll, compare, merge, newDefinition, ...sources } = services;
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
        if (entry !== undefined) await pull.pull(entry.key);
      },
    },
    { id: 'levered.pullAll', run: () => pullAll.pullAll() },
    {
      id: 'levered.compare',
      run: async argument => {
        const entry = await resolveEntry(argument, sources, any, t('Compare a file with Levered'), hasTwoSides);
        if (entry !== undefined) await compare.compare(entry);
      },
    },
    {
      id: 'levered.merge',
      run: async argument => {
        const entry = await resolveEntry(argument, sources, isConflict, t('Merge a definition'));
        if (entry !== undefined) await merge.merge(entry.key);
      },
    },
    // VS Code shows its own button for Git's merges alone.
    { id: 'levered.completeMerge', run: () => merge.complete() },
    { id: 'levered.newMetric', run: () => newDefinition.newMetric() },
    { id: 'levered.newAssignmentSource', run: () => newDefinition.newAssignmentSource() },
  ];
}
