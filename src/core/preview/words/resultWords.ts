import type { ColumnChange, ValueType } from '../compare/comparison.ts';

/** The texts of earlier results, and of two of them compared. `{0}`, `{1}` … are counts, names or values. */
export interface ResultWords {
  /** What the line with the results is called. */
  readonly label: string;
  /** What the list is called from which one result is chosen. */
  readonly shown: string;
  /** What stands for a result. `{0}`: the time, `{1}`: what else is known of it, joined with dots. */
  readonly result: string;
  /** The first of the list while no result is shown. */
  readonly choose: string;
  /** Beside a result in the list. */
  readonly newest: string;
  readonly pinned: string;
  /** `{0}`: the start of the hash of its SQL. */
  readonly sql: string;
  readonly pin: string;
  readonly pinMeaning: string;
  /** `{0}`: how many can be pinned. */
  readonly pinsUsed: string;
  /** The button that compares; beside it stands with what. */
  readonly compareWith: string;
  /** What the list is called from which the other result is chosen. */
  readonly other: string;
  /** `{0}`: the time of an earlier result that is shown. */
  readonly earlier: string;
  readonly showNewest: string;
  /** Of an earlier result whose rows were never judged. */
  readonly notJudged: string;
  readonly notJudgedWhy: string;
  readonly comparison: ComparisonWords;
}

/** The texts of a comparison, in which the earlier result is A and the later one is B. */
interface ComparisonWords {
  readonly title: string;
  readonly comparing: string;
  /** Read out when it is there. `{0}`: how many columns differ. */
  readonly done: string;
  /** `{0}`: `A` or `B`, `{1}`: which result that is. */
  readonly side: string;
  readonly rows: string;
  readonly ids: string;
  /** `{0}`: how many in A, `{1}`: in B, `{2}`: in both, `{3}`: only in A, `{4}`: only in B. */
  readonly counts: string;
  /** The same where they were not told apart. */
  readonly countsOnly: string;
  /** There are more ids than are told apart. */
  readonly tooManyIds: string;
  readonly noCommon: string;
  /** Why rows may differ though nothing has changed. */
  readonly sample: string;
  /** Labels of the buttons that show rows. */
  readonly showOnlyInA: string;
  readonly showOnlyInB: string;
  /** What rows are called that only one has, above the table. `{0}`: `A` or `B`, `{1}`: the time of the other. */
  readonly onlyRows: string;
  /** `{0}`: how many are shown, `{1}`: how many there are. */
  readonly firstRows: string;
  readonly reordered: string;
  readonly changedColumns: string;
  /** `{0}`: how many. */
  readonly sameColumns: string;
  readonly noChanges: string;
  readonly headings: {
    readonly column: string;
    readonly changes: string;
    readonly type: string;
    readonly nulls: string;
    readonly distinct: string;
    readonly range: string;
    readonly values: string;
  };
  readonly onlyInA: string;
  readonly onlyInB: string;
  readonly same: string;
  readonly changes: Readonly<Record<ColumnChange, string>>;
  readonly types: Readonly<Record<ValueType, string>>;
  /** `{0}`: the value in A, `{1}`: in B. */
  readonly change: string;
  /** `{0}`: least, `{1}`: greatest. */
  readonly between: string;
  /** `{0}`: a share, `{1}`: the share that is missing. */
  readonly nullsWithMissing: string;
  /** `{0}`: how many. */
  readonly distinctMore: string;
  /** `{0}`: a column, `{1}`: the share of rows whose values moved. */
  readonly moved: string;
  /** The same share, `{0}`, beside the bars. */
  readonly movedShort: string;
  /** What the two kinds of bars are. */
  readonly legend: string;
}
