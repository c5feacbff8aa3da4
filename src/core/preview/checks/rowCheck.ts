import type { CheckLevel } from '../checkLevel.ts';

/** What the rows of a preview can have wrong, each explained in docs/problems.md. */
export type RowCheckCode =
  | 'no-rows'
  | 'mapped-column-missing'
  | 'null-ids'
  | 'blank-ids'
  | 'mixed-id-case'
  | 'mixed-id-prefix'
  | 'mixed-id-type'
  | 'null-timestamps'
  | 'unreadable-timestamps'
  | 'numeric-timestamps'
  | 'zoneless-timestamps'
  | 'future-timestamps'
  | 'null-values'
  | 'values-not-numbers'
  | 'constant-values'
  | 'repeated-conversions'
  | 'null-variants'
  | 'variant-not-json'
  | 'variant-keys-differ'
  | 'context-not-json'
  | 'factor-missing';

/** The keys of the front matter down to what a check is about, e.g. `['column_mapping', 'factors', 'headline']`. */
export type MappingPath = readonly [string, ...string[]];

/** One thing that the rows were judged by. With the level `fine` it found nothing, and `code` says what it looked for. */
export interface RowCheck {
  readonly code: RowCheckCode;
  readonly level: CheckLevel;
  readonly path: MappingPath;
  /** The output column; for `mapped-column-missing` and an absent factor, the name that the mapping has and no row. */
  readonly column?: string;
  /** How many rows have the fault. */
  readonly count: number;
  /** How many rows were looked at for it: one without an id has none that could be in upper case. */
  readonly of: number;
  /** The first of the rows with the fault, counted from zero, ascending. */
  readonly rows: Uint32Array;
  /** A few different values that have the fault, each as a cell shows it. */
  readonly examples: readonly string[];
  /** What most rows have instead, where the fault is to differ: a prefix such as `user-`, `lower`, `digits`, `text`, … */
  readonly rule?: string;
}

/** What a sample of rows says about a definition. */
export interface RowsVerdict {
  readonly rowCount: number;
  /** The gravest first; of one level, in the order of the mapping's parts. */
  readonly checks: readonly RowCheck[];
}
