import { decide } from '../../../../src/core/apply/decide.ts';
import { push } from '../../../../src/core/apply/push.ts';
import { settle } from '../../../../src/core/apply/settle.ts';
import type { PlanEntry } from '../../../../src/core/plan/plan.ts';
import { idInFile } from './stage.ts';
import { duplicates, untruths } from './truth.ts';
import type { World } from './world.ts';

const tenMinutes = 10 * 60_000;

/**
 * What follows when the faults have ended: the service does what it still had to do, a new window settles, the person
 * lets go of what stayed unknown, and pushes what the plan offers.
 *
 * @returns breaches, of I4 too: after two rounds the plan has nothing to do that it could do
 */
export async function recover(world: World, names: readonly string[]): Promise<string[]> {
  world.endFaults();
  const breaches: string[] = [];
  const window = world.window();
  const round = async (isPush: boolean): Promise<void> => {
    let since = world.organization.effects.length;
    const settled = await window.run(ports => settle(ports));
    if (settled === 'crashed' || settled.kind !== 'finished') throw new Error('It could not be settled.');
    breaches.push(...untruths(world, settled.value, since), ...duplicates(world, names));
    if (!isPush) return;
    const plan = world.plan();
    const choices = plan.entries.filter(({ action }) => action !== undefined).map(({ key }) => ({ key }));
    since = world.organization.effects.length;
    const pushed = await window.run(ports => push(plan, choices, ports));
    if (pushed === 'crashed' || pushed.kind !== 'finished') throw new Error('It could not be pushed.');
    breaches.push(...untruths(world, pushed.value, since), ...duplicates(world, names));
  };

  await round(false);
  await world.actLate();
  world.now += tenMinutes;
  await round(false);
  for (const { intent, action, createdId, fileId, name, uri } of world.state.open) {
    // The person lets go of what nobody found, and of what belongs to a file that is gone or is another metric now.
    const isOther = ![undefined, fileId, createdId].includes(idInFile(world, name));
    const isLost = createdId === undefined || uri === undefined || !world.disk.has(uri) || isOther;
    if (action !== 'scratch' && isLost) await window.run(ports => decide(intent, { kind: 'allow_resend' }, ports));
    const isStillOpen = world.state.open.some(open => open.intent === intent);
    if (isStillOpen && isLost) await window.run(ports => decide(intent, { kind: 'give_up' }, ports));
  }
  await round(true);
  await round(true);
  const left = world.plan().entries.filter(isToDo);
  return [...breaches, ...left.map(({ name, status }) => `I4: "${name}" is still ${status}`), ...scratchLeft(world)];
}

function isToDo({ action, status }: PlanEntry): boolean {
  return action !== undefined || status === 'unknown';
}

function scratchLeft(world: World): string[] {
  // One that a colleague has made something else of is not ours to delete any more.
  const edited = new Set(
    world.organization.effects.flatMap(effect => (effect.kind === 'edited' ? [effect.metric.id] : [])),
  );
  const metrics = [...world.organization.metrics.values()];
  const left = metrics.filter(({ id, name }) => name.startsWith('[draft]') && !edited.has(id));
  return left.map(({ id }) => `Step 14: the scratch metric ${id} is left`);
}
