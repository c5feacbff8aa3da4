/** How often a value occurs. */
export interface ValueCount {
  /** JSON source, as the server sent it or, where only the order of keys or an escape differs, in one form for all. */
  readonly source: string;
  readonly rows: number;
}

/** What the most frequent ones leave over. */
export interface Rest {
  readonly values: number;
  readonly rows: number;
}

/** Counts of values between edges: `counts[i]` for those from `edges[i]` to below `edges[i + 1]`. */
export interface Bars {
  /** One more than counts, ascending; of times, milliseconds since 1970 in UTC. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** How many lie before the first edge and behind the last: few and far off, they would flatten all the others. */
  readonly below: number;
  readonly above: number;
}

export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** The steps of bars over time, e.g. 15 minutes. They begin at full hours, days, Mondays and so on, in UTC. */
export interface TimeStep {
  readonly unit: TimeUnit;
  readonly every: number;
}

/** The values of a column by what they mostly are. `count` have that form, `others` are values of another one. */
export type ColumnShape =
  /** Not one value. */
  | { readonly kind: 'none'; readonly count: 0; readonly others: 0 }
  | {
      readonly kind: 'numbers';
      readonly count: number;
      readonly others: number;
      /** How many of them came as texts, the form in which some warehouses give exact decimals. */
      readonly asTexts: number;
      /** As the server spelled them (T34). The median is one of the values: the lower one of two in the middle. */
      readonly min: string;
      readonly median: string;
      readonly max: string;
      /** Each bar is for one whole number. */
      readonly isSingle: boolean;
      readonly bars: Bars;
    }
  | {
      readonly kind: 'times';
      readonly count: number;
      readonly others: number;
      /** How many name no zone and were read as UTC. */
      readonly zoneless: number;
      /** As the server spelled them, without quotes (T34). */
      readonly earliest: string;
      readonly median: string;
      readonly latest: string;
      readonly step: TimeStep;
      readonly bars: Bars;
    }
  | {
      readonly kind: 'texts';
      readonly count: number;
      readonly others: number;
      readonly top: readonly ValueCount[];
      readonly rest: Rest;
    }
  | {
      readonly kind: 'booleans';
      readonly count: number;
      readonly others: number;
      readonly yes: number;
      readonly no: number;
    }
  | {
      readonly kind: 'json';
      readonly count: number;
      readonly others: number;
      readonly objects: number;
      readonly arrays: number;
      /** The keys that objects have, as a JSON array of them, sorted. */
      readonly keySets: readonly ValueCount[];
      readonly rest: Rest;
    };

/** What the rows hold in one column: `nulls + missing + empties + shape.count + shape.others` is `rows`. */
export interface ColumnProfile {
  readonly column: number;
  readonly name: string;
  readonly rows: number;
  readonly nulls: number;
  /** Rows without the column. */
  readonly missing: number;
  /** Texts of no characters. */
  readonly empties: number;
  /** Different values, an empty text among them. With `isMore` there are more than that: they were no longer told apart. */
  readonly distinct: { readonly count: number; readonly isMore: boolean };
  readonly shape: ColumnShape;
}
