import type { Plan, PlanEntry } from '../core/plan/plan.ts';

/**
 * What a pull does with an entry. `create`: it has no file yet · `update`: its file is brought up to date and saved ·
 * `edit`: the same in the editor, because there is text that is not saved · `take`: what the file says is given up.
 */
export type PullWay = 'create' | 'update' | 'edit' | 'take';

export interface PullChoice {
  readonly entry: PlanEntry;
  readonly way: PullWay;
  /** Whether it is chosen before a person has chosen: nothing that a person wrote may be touched by that. */
  readonly isTicked: boolean;
}

/** What a pull would do with an entry; undefined where there is nothing to pull. */
export function pullWay({ status, file, remote }: PlanEntry): PullWay | undefined {
  if (remote === undefined) return undefined;
  switch (status) {
    case 'untracked':
      return 'create';
    case 'outdated':
      return file?.isDirty === true ? 'edit' : 'update';
    case 'conflict':
      return 'take';
    case 'new':
    case 'unchanged':
    case 'modified':
    case 'missing':
    case 'superseded':
    case 'unknown':
    case 'invalid':
      return undefined;
  }
}

/** All that can be pulled, in the plan's order, conflicts last. */
export function pullChoices({ entries }: Plan): readonly PullChoice[] {
  const choices = entries.flatMap((entry): PullChoice[] => {
    const way = pullWay(entry);
    return way === undefined ? [] : [{ entry, way, isTicked: way === 'create' || way === 'update' }];
  });
  return choices.toSorted((one, other) => Number(one.way === 'take') - Number(other.way === 'take'));
}
