import type * as vscode from 'vscode';
import type { Planner } from './planner.ts';

/** Calls back whenever a plan is there whose journal has writes that were begun and not finished. */
export function onUnfinishedWrites(planner: Planner, then: () => void): vscode.Disposable {
  return planner.onDidChange(() => {
    if ((planner.planned?.journal.state.open.length ?? 0) > 0) then();
  });
}
