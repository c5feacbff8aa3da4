import type { Plan, PlanEntry } from '../core/plan/plan.ts';

/** The groups of the plan view, in their order. */
const planGroups = ['create', 'replace', 'update', 'blocked', 'newer', 'remote', 'superseded', 'left'] as const;
export type PlanGroup = (typeof planGroups)[number];

/** In which group an entry is shown: what a push would do with it, or why it does nothing. */
function groupOf({ status, action }: PlanEntry): PlanGroup {
  switch (status) {
    case 'new':
    case 'modified':
      return action ?? 'left';
    case 'conflict':
    case 'invalid':
    case 'missing':
    case 'unknown':
      return 'blocked';
    case 'outdated':
      return 'newer';
    case 'untracked':
      return 'remote';
    case 'superseded':
      return 'superseded';
    case 'unchanged':
      return 'left';
  }
}

/** Whether a push of everything that is chosen may take it along. */
export function isPushable(entry: PlanEntry): boolean {
  const group = groupOf(entry);
  return group === 'create' || group === 'replace' || group === 'update';
}

/** The entries of each group that has any, in the plan's order. */
export function grouped(plan: Plan): readonly { readonly group: PlanGroup; readonly entries: readonly PlanEntry[] }[] {
  return planGroups
    .map(group => ({ group, entries: plan.entries.filter(entry => groupOf(entry) === group) }))
    .filter(({ entries }) => entries.length > 0);
}
