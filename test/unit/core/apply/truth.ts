import type { Outcome } from '../../../../src/core/apply/outcome.ts';
import type { Effect } from './fakeOrganization.ts';
import type { Operation } from './fault.ts';
import { idInFile, live, uriOf } from './stage.ts';
import type { World } from './world.ts';

/** Compares what was reported and remembered with what truly happened. Every function gives breaches as sentences. */

const sends: ReadonlySet<Operation> = new Set([
  'createMetric',
  'saveAssignmentSource',
  'deleteMetric',
  'deleteAssignmentSource',
]);

/** Nothing of these was carried out, and nothing will be. */
const untouched: ReadonlySet<Outcome['code']> = new Set([
  'not_sent',
  'refused',
  'not_checked',
  'not_journalled',
  'stopped',
  'cancelled',
  'lock_lost',
  'not_offered',
  'file_changed',
  'file_unreadable',
  'id_not_writable',
  'remote_changed',
  'still_there',
  'just_created',
  'unsettled',
  'taken',
  'in_use',
]);

/** I1: never more than one live metric for a file that the tool made, except those that it lists. */
export function duplicates(world: World, names: readonly string[]): string[] {
  const { superseded, open, metrics, scratch } = world.state;
  const made = new Set(toolEffects(world, 'created').map(({ metric }) => metric.id));
  return names.flatMap(name => {
    const listed = new Set([...superseded.keys(), ...open.map(({ createdId }) => createdId), idInFile(world, name)]);
    for (const id of givenUp(world)) listed.add(id);
    // A file that is gone takes its id along; the journal still knows the metric.
    if (!world.disk.has(uriOf(name))) for (const id of metrics.keys()) listed.add(id);
    const unlisted = live(world, name).filter(id => made.has(id) && !listed.has(id) && !scratch.has(id));
    const unresolved = open.filter(
      ({ uri, createdId, action, draft }) =>
        (uri === uriOf(name) || draft?.name === name) && createdId === undefined && action !== 'delete',
    );
    return unlisted.length > unresolved.length ? [`I1: nobody lists ${unlisted.join(', ')} of "${name}"`] : [];
  });
}

/** I2: a metric that was there is never without a successor, unless its deletion was confirmed. */
export function gaps(world: World, confirmed: ReadonlySet<string>): string[] {
  const alive = new Map<string, number>();
  return world.organization.effects.flatMap(effect => {
    if (effect.kind !== 'created' && effect.kind !== 'deleted') return [];
    const { name, id } = effect.metric;
    alive.set(name, (alive.get(name) ?? 0) + (effect.kind === 'created' ? 1 : -1));
    const isGap = alive.get(name) === 0 && effect.by === 'tool' && !confirmed.has(id);
    return isGap ? [`I2: "${name}" was without a metric when ${id} was deleted`] : [];
  });
}

/** I3: nothing is deleted but what was confirmed, nothing is written but what was chosen. */
export function strays(world: World, chosen: ReadonlySet<string>, deletable: ReadonlySet<string>): string[] {
  return world.organization.effects.flatMap(effect => {
    if (effect.by !== 'tool') return [];
    const isMetric = effect.kind === 'created' || effect.kind === 'deleted' || effect.kind === 'edited';
    const { name, id } = isMetric ? effect.metric : effect.source;
    if (effect.kind === 'deleted' || effect.kind === 'source_deleted') {
      return deletable.has(id) ? [] : [`I3: ${id} was deleted`];
    }
    return chosen.has(name) ? [] : [`I3: "${name}" was written`];
  });
}

/** I6: one intent, one POST; a save of the source may be repeated once, because it makes no second. And J before 7. */
export function repeats(world: World): string[] {
  const counts = new Map<string, number>();
  return world.attempts.flatMap(({ operation, intent, mayHaveActed }) => {
    if (operation === 'deleteMetric' || operation === 'deleteAssignmentSource') return [];
    if (intent === undefined || !world.records.some(each => each.kind === 'intent' && each.intent === intent)) {
      return [`I6: ${operation} was sent without an intent`];
    }
    if (!mayHaveActed) return [];
    const count = (counts.get(intent) ?? 0) + 1;
    counts.set(intent, count);
    return count > (operation === 'createMetric' ? 1 : 2) ? [`I6: ${intent} was sent ${count} times`] : [];
  });
}

/** I8: after a cancel nothing is sent that changes anything; only a draft's scratch metric is still taken away (14). */
export function afterCancel(world: World): string[] {
  const isDraft = world.records.every(record => record.kind !== 'intent' || record.action === 'scratch');
  return world.calls
    .filter(call => call.afterCancel && sends.has(call.operation) && !(isDraft && call.operation === 'deleteMetric'))
    .map(({ operation }) => `I8: ${operation} was sent after the cancel`);
}

/** I9: of a file at most the line of its id is another one; `-- edited` is the person's own. */
export function disturbed(world: World, original: ReadonlyMap<string, string>): string[] {
  return [...original].flatMap(([uri, text]) => {
    const now = world.disk.get(uri);
    return now === undefined || essence(now) === essence(text) ? [] : [`I9: ${uri} was changed`];
  });
}

function essence(text: string): string {
  return text
    .split('\n')
    .filter(line => !line.startsWith('id: ') && line !== '-- edited')
    .join('\n');
}

/** I5: an outcome says what is so. `since`: the effects that there were before. */
export function untruths(world: World, outcomes: readonly Outcome[], since: number): string[] {
  const effects = world.organization.effects.slice(since);
  const mine = effects.filter(({ by, isLate }) => by === 'tool' && !isLate);
  const others = effects.filter(({ by, isLate }) => by === 'colleague' || isLate);
  return outcomes.flatMap(outcome => {
    const { key, code, name, newId, oldId } = outcome;
    const says = (what: string): string => `I5: "${name}" is ${code}, and ${what}`;
    const own = mine.filter(effect => nameOf(effect) === name);
    const isTouchedByOthers = others.some(effect => nameOf(effect) === name);
    const breaches: string[] = [];
    if (untouched.has(code) && own.length > 0) breaches.push(says('it was written'));
    if (newId !== undefined && newId !== 'src' && outcome.kind === 'done' && code !== 'linked') {
      if (!world.organization.metrics.has(newId) && !isTouchedByOthers) breaches.push(says(`${newId} is not there`));
      const isInFile = idInFile(world, name) === newId;
      if (key === uriOf(name) && !isInFile) breaches.push(says(`${newId} is not in the file`));
    }
    // Settling tells of a save that came before; whether a colleague saved the same, nobody can tell.
    const sent = world.records.flatMap(each => (each.kind === 'intent' ? [each.draft?.sql] : []));
    const isSaved = world.organization.effects.some(
      effect => effect.kind === 'saved' && (own.includes(effect) || sent.includes(effect.source.sql)),
    );
    if (newId === 'src' && outcome.kind === 'done' && !isSaved) {
      breaches.push(says('it was not saved'));
    }
    const isThere =
      oldId === 'src' ? world.organization.source !== undefined : world.organization.metrics.has(oldId ?? '');
    const isDeletion = code === 'replaced' || code === 'deleted' || code === 'already_gone';
    const isAgain = oldId === 'src' && isTouchedByOthers;
    if (isDeletion && isThere && !isAgain) breaches.push(says('the old one is there'));
    const isLeft = code.startsWith('replaced_old_') && code !== 'replaced_old_unknown';
    // By others, or confirmed on its own while the replace was not settled yet.
    const isTaken = world.organization.effects.some(
      (effect, at) =>
        effect.kind === 'deleted' &&
        effect.metric.id === oldId &&
        (effect.by === 'colleague' || effect.isLate || at < since),
    );
    if (isLeft && !isThere && !isTaken) breaches.push(says('the old one is gone'));
    const isUnreadable = outcome.steps.some(({ error }) => error instanceof Error);
    if (code === 'id_not_in_file' && !isUnreadable && idInFile(world, name) === newId) breaches.push(says('it is'));
    return breaches;
  });
}

/** Metrics of writes that a person closed. */
function givenUp({ records }: World): string[] {
  const closed = new Set(
    records.flatMap(each => (each.kind === 'settled' && each.outcome === 'given_up' ? [each.intent] : [])),
  );
  return records.flatMap(each => (each.kind === 'created' && closed.has(each.intent) ? [each.id] : []));
}

function toolEffects<K extends Effect['kind']>(world: World, kind: K): Extract<Effect, { kind: K }>[] {
  return world.organization.effects.filter(
    (effect): effect is Extract<Effect, { kind: K }> => effect.kind === kind && effect.by === 'tool',
  );
}

function nameOf(effect: Effect): string {
  return 'metric' in effect ? effect.metric.name : effect.source.name;
}
