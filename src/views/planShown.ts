import * as vscode from 'vscode';
import type { Outcome } from '../core/apply/outcome.ts';
import type { Plan } from '../core/plan/plan.ts';
import { isPushable } from './planNode.ts';

/** A run that has ended. */
export interface Finished {
  readonly kind: 'finished';
  readonly plan: Plan;
  readonly outcomes: readonly Outcome[];
  /** The fingerprint of the plan that the run left behind, once that is made. */
  readonly after?: string;
  /** Files or organization have changed since. */
  readonly isOld: boolean;
}

/** What the plan view shows: a plan to choose from, a run as it goes on, or what came of it. */
export type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'review'; readonly plan: Plan; readonly chosen: Set<string> }
  | { readonly kind: 'running'; readonly plan: Plan; readonly outcomes: readonly Outcome[] }
  | Finished;

/** The text above the lines: where it stands, and what to do next. */
export function planMessage(shown: Shown): string {
  const { t } = vscode.l10n;
  switch (shown.kind) {
    case 'nothing':
      return '';
    case 'review': {
      const { environment, entries } = shown.plan;
      const pushable = entries.filter(isPushable).length;
      if (pushable === 0) return t('There is nothing to push to {0}. Change a file or pull first.', environment);
      if (shown.chosen.size === 0) return t('Nothing is chosen. Tick what is to be pushed to {0}.', environment);
      return t('{0} of {1} chosen. Nothing is sent before you push and confirm.', shown.chosen.size, pushable);
    }
    case 'running':
      return t('Pushing to {0}… {1} so far.', shown.plan.environment, shown.outcomes.length);
    case 'finished': {
      const counts = countsOf(shown.outcomes).join(', ');
      return shown.isOld
        ? t('{0}. Something has changed since: refresh the plan to see how it stands.', counts)
        : t('{0}. Point at a line to read more.', counts);
    }
  }
}

/** How many are done, not done and unknown; what there is none of is left out. */
export function countsOf(outcomes: readonly Outcome[]): readonly string[] {
  const { t } = vscode.l10n;
  const count = (kind: Outcome['kind']): number => outcomes.filter(outcome => outcome.kind === kind).length;
  return [
    t('{0} done', count('done')),
    ...(count('not_done') === 0 ? [] : [t('{0} not done in full', count('not_done'))]),
    ...(count('unknown') === 0 ? [] : [t('{0} unknown', count('unknown'))]),
  ];
}
