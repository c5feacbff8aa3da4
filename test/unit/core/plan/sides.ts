import type { AssignmentSource, Metric } from '../../../../src/core/definition.ts';
import { parseDocument } from '../../../../src/core/document/documentParser.ts';
import { printDefinition } from '../../../../src/core/document/documentPrinter.ts';
import type { BaseSide, LocalDocument, LocalSide, RemoteSide } from '../../../../src/core/plan/sides.ts';

/** Shorthand for the three sides, in the words of the domain. */

const columnMapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp', reward_type: 'bool' } as const;

export function metric(id: string, sql: string, name = `Metric ${id}`): Metric {
  return { kind: 'metric', id, name, sql, column_mapping: columnMapping, created_at: null, updated_at: null };
}

export function source(sql: string): AssignmentSource {
  const column_mapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp' };
  return {
    kind: 'assignment_source',
    id: 'src',
    name: 'Exposures',
    sql,
    column_mapping,
    created_at: null,
    updated_at: null,
  };
}

export function file(path: string, text: string, more: Partial<LocalDocument> = {}): LocalDocument {
  const content = { kind: 'read', document: parseDocument(text) } as const;
  return { uri: `file:///w/${path}`, path, hash: text, isDirty: false, content, ...more };
}

/** The file that a pull of the definition would leave. */
export function fileOf(definition: Metric | AssignmentSource, path = `${definition.id}.levered.sql`): LocalDocument {
  return file(path, printDefinition(definition, definition.kind === 'metric' ? { id: definition.id } : {}));
}

export function local(...documents: readonly LocalDocument[]): LocalSide {
  return { documents, isComplete: true };
}

export function remote(metrics: readonly Metric[] = [], assignmentSource?: AssignmentSource): RemoteSide {
  return {
    environment: 'prod',
    origin: 'https://api.example',
    organization: 'org_a',
    metrics,
    source: assignmentSource,
  };
}

export function base(metrics: readonly Metric[] = [], more: Partial<BaseSide> = {}): BaseSide {
  return {
    metrics: new Map(metrics.map(each => [each.id, each])),
    source: undefined,
    superseded: new Map(),
    unsettled: [],
    idsElsewhere: new Map(),
    scratch: new Set(),
    scratchNames: new Set(),
    ...more,
  };
}
