/**
 * The two kinds of definition that an organization has, in the words and with the field names of Levered's API
 * (reference page "Metrics", sections "Create metric" and "Create or update assignment source").
 */

/** `bool` is a binary conversion, `numeric` a continuous value. */
export const rewardTypes = ['bool', 'numeric'] as const;

/**
 * Which output column of the query plays which part. Keys that this project does not know are kept and sent back
 * unchanged, because the service knows more of them than its reference page names.
 */
export interface ColumnMapping {
  readonly anonymous_id: string;
  readonly timestamp: string;
  readonly [key: string]: unknown;
}

interface DefinitionFields {
  readonly name: string;
  readonly sql: string;
  readonly column_mapping: ColumnMapping;
}

/** What a person writes and a create sends. */
export interface MetricDraft extends DefinitionFields {
  readonly kind: 'metric';
}

/** What a person writes of the one assignment source that an organization has. */
export interface AssignmentSourceDraft extends DefinitionFields {
  readonly kind: 'assignment_source';
}

/** What the service adds: the id, and two times as it spells them (ISO 8601), null or absent where it gives none. */
interface ServerFields {
  readonly id: string;
  readonly created_at: string | null;
  readonly updated_at: string | null;
}

export interface Metric extends MetricDraft, ServerFields {}
export interface AssignmentSource extends AssignmentSourceDraft, ServerFields {}

export type DefinitionDraft = MetricDraft | AssignmentSourceDraft;
export type Definition = Metric | AssignmentSource;
export type DefinitionKind = Definition['kind'];
