import type { TimeStep } from '../profile/columnProfile.ts';
import type { Roles } from '../roles.ts';
import type { PreviewTable } from '../rows.ts';

/** The rows of one result, with the parts that its columns play. They must have been read to their end. */
export interface ComparedResult {
  readonly table: PreviewTable;
  readonly roles: Roles;
}

export interface CompareOptions {
  /** How many numbers of rows are given that only one of the two has: enough to look at. */
  readonly mostRows?: number;
  /** Where the hashes of rows begin. A number that nobody knew before keeps rows from being made to have equal ones. */
  readonly seed?: number;
}

/** How one result differs from another of the same definition. */
export interface Comparison {
  /** Names in their order in the result that has them. */
  readonly onlyInOne: readonly string[];
  readonly onlyInOther: readonly string[];
  /** Whether the columns that both have stand in another order. */
  readonly isReordered: boolean;
  /** The columns that both have, in the order of the other. */
  readonly columns: readonly ColumnComparison[];
  /** Absent where a side has no column of ids. */
  readonly ids?: IdComparison;
  /** Absent where both have rows, but no column in common. */
  readonly rows?: RowComparison;
}

/**
 * What the values of a column mostly are. `digits` are numbers that came as texts, the form in which some warehouses give
 * exact decimals; a column that changes between the two is another column to whoever reads it.
 */
export type ValueType = 'none' | 'number' | 'digits' | 'time' | 'text' | 'boolean' | 'json';

/** A column in one of the results. */
export interface ColumnSide {
  readonly column: number;
  readonly rows: number;
  readonly nulls: number;
  /** Rows without the column: they count as null, but are told apart. */
  readonly missing: number;
  readonly empties: number;
  /** Different values as they are spelled, an empty text among them. With `isMore` there are more than that. */
  readonly distinct: { readonly count: number; readonly isMore: boolean };
  readonly type: ValueType;
  /** Least and greatest, as the server spelled them (T34); there for numbers and times, by the value of most rows. */
  readonly range?: { readonly min: string; readonly max: string };
}

/**
 * `type`: most values are of another type · `nulls`: another share of rows has no value · `distinct`: more or fewer
 * different values · `range`: another least or greatest · `values`: a value has another share of the rows.
 */
export type ColumnChange = 'type' | 'nulls' | 'distinct' | 'range' | 'values';

/** How often both have the values from one edge to the next; `edges` has one more than the counts. */
export interface BarPair {
  /** Ascending; of times, milliseconds since 1970 in UTC. */
  readonly edges: readonly number[];
  readonly one: readonly number[];
  readonly other: readonly number[];
}

/** A value with the rows that hold it in each. */
export interface ValuePair {
  readonly source: string;
  readonly one: number;
  readonly other: number;
}

/** How the values of a column are spread in both. */
export type Distribution =
  | { readonly kind: 'none' }
  | { readonly kind: 'numbers'; readonly bars: BarPair }
  | { readonly kind: 'times'; readonly bars: BarPair; readonly step: TimeStep }
  /** The values that are most frequent in both together. */
  | { readonly kind: 'values'; readonly top: readonly ValuePair[] };

export interface ColumnComparison {
  readonly name: string;
  readonly one: ColumnSide;
  readonly other: ColumnSide;
  /** The gravest first; empty when the column is the same in both. */
  readonly changes: readonly ColumnChange[];
  /** The share of rows, from 0 to 1, that would need another value for both to be spread alike. */
  readonly moved: number;
  readonly distribution: Distribution;
}

/** Different ids: those of either, and who has them. */
export interface IdComparison {
  /** The names of the columns. */
  readonly names: readonly [one: string, other: string];
  readonly one: number;
  readonly other: number;
  /** Absent where there are more ids than are told apart: the two counts above are then the least there can be. */
  readonly shared?: { readonly both: number; readonly onlyInOne: number; readonly onlyInOther: number };
}

/**
 * Rows as multisets: two are the same when all columns that both results have are spelled the same. A row that comes
 * three times in one and once in the other is once in both and twice only in the one.
 */
export interface RowComparison {
  readonly both: number;
  readonly onlyInOne: OnlyRows;
  readonly onlyInOther: OnlyRows;
}

export interface OnlyRows {
  readonly count: number;
  /** The first of them by their numbers, ascending. */
  readonly rows: Uint32Array;
}
