/** The objects that the service keeps, with the field names of its reference page. */

interface ColumnMapping {
  readonly anonymous_id: string;
  readonly timestamp: string;
  readonly [key: string]: unknown;
}

/** What the body of a create holds. */
export interface DefinitionBody {
  readonly name: string;
  readonly sql: string;
  readonly column_mapping: ColumnMapping;
}

/** A metric or an assignment source as it is stored and answered. */
export interface StoredDefinition extends DefinitionBody {
  readonly id: string;
  readonly created_at: string;
  readonly updated_at: string | null;
}

interface Guardrail {
  readonly id: string;
  readonly name: string;
  readonly metric_id: string;
}

interface Optimization {
  readonly id: string;
  readonly name: string;
  readonly status: 'running' | 'paused' | 'draft' | 'archived';
  readonly created_at: string;
  readonly reward_metric_id: string;
}

/** Everything of one organization. Each change puts a new value in its place. */
export interface Organization {
  readonly id: string;
  readonly metrics: readonly StoredDefinition[];
  readonly source: StoredDefinition | null;
  readonly guardrails: readonly Guardrail[];
  readonly optimizations: readonly Optimization[];
}

/** What truly happened, told apart from what was answered. `requestId` is the one of the answer's `meta`. */
export type Effect = {
  readonly organizationId: string;
  readonly requestId: string;
  readonly time: string;
} & EffectDetail;

export type EffectDetail =
  | { readonly kind: 'metricCreated'; readonly metric: StoredDefinition }
  | { readonly kind: 'metricDeleted'; readonly metric: StoredDefinition }
  /** Not by the API, which cannot do that. */
  | { readonly kind: 'metricEdited'; readonly metric: StoredDefinition }
  | { readonly kind: 'sourceReplaced'; readonly source: StoredDefinition; readonly previous: StoredDefinition | null }
  | { readonly kind: 'sourceDeleted'; readonly source: StoredDefinition }
  | { readonly kind: 'previewRun'; readonly of: string; readonly sql: string };
