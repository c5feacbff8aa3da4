import type * as vscode from 'vscode';
import type { Log } from '../platform/log.ts';
import { DraftPreviews } from '../preview/draftPreviews.ts';
import type { Sessions } from '../session/sessions.ts';
import type { PlanView } from '../views/planView.ts';
import { BaseRecorder } from './baseRecorder.ts';
import { CompareFlow } from './compareFlow.ts';
import type { FirstLook } from './firstLook.ts';
import { MergeDrafts } from './mergeDrafts.ts';
import type { MergeFiles } from './mergeFiles.ts';
import { MergeFlow } from './mergeFlow.ts';
import { MetricUsage } from './metricUsage.ts';
import { NewDefinitionFlow } from './newDefinitionFlow.ts';
import { optimizationsPort } from './optimizationsPort.ts';
import type { Planner } from './planner.ts';
import { PullAllFlow } from './pullAllFlow.ts';
import { PullFlow } from './pullFlow.ts';
import { PushFlow } from './pushFlow.ts';
import { PushQuestions } from './pushQuestions.ts';
import { RemoveFlow } from './removeFlow.ts';
import { RunReport } from './runReport.ts';
import { SettleFlow } from './settleFlow.ts';
import { SyncRunner } from './syncRunner.ts';
import type { WarehouseDialect } from './warehouseDialect.ts';

interface SyncServices {
  readonly firstLook: FirstLook;
  readonly log: Log;
  readonly mergeFiles: MergeFiles;
  readonly planner: Planner;
  readonly planView: PlanView;
  readonly sessions: Sessions;
  /** When this window began, in milliseconds since 1970. */
  readonly since: number;
  readonly warehouse: WarehouseDialect;
  readonly workspaceState: vscode.Memento;
}

/** What a person can have done with files and definitions. */
export interface SyncFlows {
  readonly compare: CompareFlow;
  readonly drafts: DraftPreviews;
  readonly merge: MergeFlow;
  readonly newDefinition: NewDefinitionFlow;
  readonly pull: PullFlow;
  readonly pullAll: PullAllFlow;
  readonly push: PushFlow;
  readonly remove: RemoveFlow;
  dispose(): void;
}

/** Puts together what is needed from the first command on, or once there is an unfinished write to look at. */
export function syncFlows(services: SyncServices): SyncFlows {
  const { firstLook, log, mergeFiles, planner, planView, sessions, since, warehouse, workspaceState } = services;
  const runner = new SyncRunner(sessions, planner);
  const usage = new MetricUsage(optimizationsPort(sessions));
  const report = new RunReport(log, planView);
  const drafts = new DraftPreviews(planner, runner, sessions, () => void warehouse.find());
  const settling = new SettleFlow(planner, runner, report, drafts.isRunning, since);
  const recorder = new BaseRecorder(planner, log);
  const compare = new CompareFlow(planner);
  const merge = new MergeFlow({ planner, recorder, files: mergeFiles, drafts: new MergeDrafts(workspaceState) });
  const pull = new PullFlow({
    planner,
    recorder,
    compare: entry => compare.compare(entry),
    merge: key => merge.merge(key),
  });
  const questions = new PushQuestions({
    usage,
    firstLook,
    compare: entry => compare.compare(entry),
    link: (planned, entry) => settling.link(planned, entry),
  });
  return {
    compare,
    drafts,
    merge,
    newDefinition: new NewDefinitionFlow({ planner, dialect: warehouse, log, pull: key => pull.pull(key) }),
    pull,
    pullAll: new PullAllFlow({ planner, recorder, log }),
    push: new PushFlow({ planner, runner, view: planView, usage, report, settling, questions, firstLook }),
    remove: new RemoveFlow({ planner, runner, usage, report }),
    dispose: () => {
      settling.dispose();
      recorder.dispose();
    },
  };
}
