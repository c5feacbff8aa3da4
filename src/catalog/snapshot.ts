import type { AssignmentSource, Definition, Metric } from '../core/definition.ts';
import type { Environment } from '../session/environment.ts';

/** The assignment source as the last refresh met it: there, known to be absent, or not to be told. */
export type SourceReading =
  | { readonly kind: 'source'; readonly source: AssignmentSource }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Everything that an organization had at one moment, from the two requests of a refresh. */
export interface Snapshot {
  readonly environment: Environment;
  readonly organization?: string;
  /** Sorted by name, then by id. */
  readonly metrics: readonly Metric[];
  readonly source: SourceReading;
  readonly takenAt: Date;
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The order in which people look for names: numbers by their value, capitals like small letters. */
export function compareNames(one: string, other: string): number {
  return byName.compare(one, other);
}

export function sortedByName(metrics: readonly Metric[]): Metric[] {
  return metrics.toSorted((one, other) => compareNames(one.name, other.name) || (one.id < other.id ? -1 : 1));
}

/** Which definition of an environment is meant. An organization has one assignment source, so that needs no id. */
export type DefinitionRef =
  | { readonly kind: 'metric'; readonly environment: string; readonly id: string }
  | { readonly kind: 'assignment_source'; readonly environment: string };

export function refOf(definition: Definition, environment: string): DefinitionRef {
  return definition.kind === 'metric'
    ? { kind: 'metric', environment, id: definition.id }
    : { kind: 'assignment_source', environment };
}

/** One text for each definition of each environment, for maps and for identity in the tree. */
export function keyOf(ref: DefinitionRef): string {
  return ref.kind === 'metric' ? `${ref.environment}/metrics/${ref.id}` : `${ref.environment}/assignment-source`;
}

export function findIn(snapshot: Snapshot, ref: DefinitionRef): Definition | undefined {
  if (snapshot.environment.name !== ref.environment) return undefined;
  if (ref.kind === 'metric') return snapshot.metrics.find(({ id }) => id === ref.id);
  return snapshot.source.kind === 'source' ? snapshot.source.source : undefined;
}
