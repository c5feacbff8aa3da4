import { outcomesOf, type ActionCase } from './actions.ts';
import type { Fault, Operation } from './fault.ts';
import { recover } from './recovery.ts';
import { afterCancel, disturbed, duplicates, gaps, repeats, strays, untruths } from './truth.ts';
import type { World } from './world.ts';

/** One call of an action, and what goes wrong with it. */
export interface Cell {
  readonly index: number;
  readonly operation: Operation;
  readonly fault: Fault;
}

/** Every call that an action makes in a world, with everything that can go wrong with it. */
export async function cellsOf(
  { prepare, act, impossible }: ActionCase,
  world: World,
  faults: Readonly<Record<Operation, readonly Fault[]>>,
): Promise<Cell[]> {
  prepare(world);
  await act(world, world.window());
  return world.calls.flatMap(({ index, operation }) =>
    faults[operation].filter(fault => impossible?.test(fault) !== true).map(fault => ({ index, operation, fault })),
  );
}

export interface Judged {
  readonly breaches: readonly string[];
  readonly result: Awaited<ReturnType<ActionCase['act']>>;
}

/** Carries an action out in a world of its own, with one fault or none, and gives what it broke. */
export async function breachesOf(action: ActionCase, cell: Cell | undefined, world: World): Promise<Judged> {
  action.prepare(world);
  const original = new Map(world.disk);
  const since = world.organization.effects.length;
  world.faultFor = ({ index }) => (index === cell?.index ? cell.fault : undefined);
  const result = await action.act(world, world.window());
  const first = [...untruths(world, outcomesOf(result), since), ...duplicates(world, action.chosen)];
  if (result !== 'crashed' && result.kind !== 'finished' && world.attempts.length > 0) {
    first.push(`I3: it was not begun (${result.kind}), and something was sent`);
  }
  const deletable = new Set(action.deletable);
  const chosen = new Set(action.chosen);
  first.push(...strays(world, chosen, deletable), ...afterCancel(world), ...disturbed(world, original));
  first.push(...(await recover(world, action.chosen)));
  // A replace deletes too, and is no reason to be without a metric.
  const confirmed = action.isPush ? new Set<string>() : deletable;
  const breaches = [...first, ...gaps(world, confirmed), ...repeats(world), ...disturbed(world, original)];
  return { breaches, result };
}
