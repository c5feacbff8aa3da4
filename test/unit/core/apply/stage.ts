import type { Choice } from '../../../../src/core/apply/choice.ts';
import type { Outcome } from '../../../../src/core/apply/outcome.ts';
import { push } from '../../../../src/core/apply/push.ts';
import { settle } from '../../../../src/core/apply/settle.ts';
import type { Metric } from '../../../../src/core/definition.ts';
import { parseDocument } from '../../../../src/core/document/documentParser.ts';
import { printDefinition } from '../../../../src/core/document/documentPrinter.ts';
import { idFor } from '../../../../src/core/document/draft.ts';
import type { Plan, PlanEntry } from '../../../../src/core/plan/plan.ts';
import { World, type Window } from './world.ts';

const columnMapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp', reward_type: 'bool' } as const;

/** Shorthand for what people do, in the words of the domain. */

/** Queries that a warehouse takes. */
export const before = 'SELECT a AS anonymous_id, t AS timestamp FROM (SELECT 1 AS a, 2 AS t, TRUE AS y) AS x';
export const after = `${before} WHERE y`;

export function uriOf(name: string): string {
  return `file:///w/${name}.levered.sql`;
}

export function metricText(name: string, sql: string, id?: string): string {
  const draft = { kind: 'metric', name, sql, column_mapping: columnMapping } as const;
  return printDefinition(draft, id === undefined ? {} : { id });
}

export function sourceText(sql: string): string {
  const column_mapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp' };
  return printDefinition({ kind: 'assignment_source', name: 'Exposures', sql, column_mapping });
}

/** A file that was pulled or pushed before, with its metric and their base. */
export function synced(world: World, name: string, sql = before): Metric {
  const metric = world.organization.create({ name, sql, column_mapping: columnMapping }, 'colleague');
  const uri = uriOf(name);
  world.disk.set(uri, metricText(name, sql, metric.id));
  world.records.push({ version: 1, at: 0, kind: 'base', definition: metric, uri });
  return metric;
}

export function syncedSource(world: World, sql = before): void {
  const column_mapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp' };
  const source = world.organization.save({ name: 'Exposures', sql, column_mapping }, 'colleague');
  world.disk.set(uriOf('source'), sourceText(sql));
  world.records.push({ version: 1, at: 0, kind: 'base', definition: source, uri: uriOf('source') });
}

export function edit(world: World, name: string, sql: string): void {
  const uri = uriOf(name);
  const text = world.disk.get(uri)!;
  const { sql: part } = parseDocument(text);
  world.disk.set(uri, `${text.slice(0, part.start)}${sql}\n`);
}

export function idInFile(world: World, name: string): string | undefined {
  const text = world.disk.get(uriOf(name));
  if (text === undefined) return undefined;
  const found = idFor(parseDocument(text), 'prod');
  return found.kind === 'none' ? undefined : found.id;
}

export function entryOf(plan: Plan, name: string): PlanEntry | undefined {
  return plan.entries.find(entry => entry.name === name && entry.file !== undefined);
}

/** Shows the plan, and pushes what is named out of it. */
export async function pushNamed(
  world: World,
  window: Window,
  names: readonly string[],
  choice: Omit<Choice, 'key'> = {},
): Promise<readonly Outcome[]> {
  const plan = world.plan();
  const choices = names.map(name => ({ key: uriOf(name), ...choice }));
  const result = await window.run(ports => push(plan, choices, ports, { signal: window.signal }));
  if (result === 'crashed') return [];
  if (result.kind !== 'finished') throw new Error(`The push was not begun: ${result.kind}`);
  return result.value;
}

export async function settleAll(window: Window): Promise<readonly Outcome[]> {
  const result = await window.run(ports => settle(ports));
  if (result === 'crashed') return [];
  if (result.kind !== 'finished') throw new Error(`Nothing was settled: ${result.kind}`);
  return result.value;
}

export function live(world: World, name: string): string[] {
  return [...world.organization.metrics.values()].filter(metric => metric.name === name).map(({ id }) => id);
}

/** What the tool sent that changed something, as the service saw it. */
export function written(world: World): string[] {
  return world.organization.effects
    .filter(({ by }) => by === 'tool')
    .map(effect => {
      switch (effect.kind) {
        case 'created':
        case 'edited':
        case 'deleted':
          return `${effect.kind} ${effect.metric.id}`;
        case 'saved':
        case 'source_deleted':
          return effect.kind;
      }
    });
}

export function statuses(world: World): string[] {
  return world.plan().entries.map(({ name, status }) => `${name} ${status}`);
}
