import type { TimeUnit } from '../profile/columnProfile.ts';

/** The texts of what the columns hold, as drawings and beside them. `{0}`, `{1}` … are numbers, shares or values. */
export interface PictureWords {
  /** What the row of figures between verdict and rows is called. */
  readonly label: string;
  /** What the pane with a card for each column is called. */
  readonly columns: string;
  /** The label of the button that opens it. */
  readonly allColumns: string;
  /** Stands in the place of a drawing until its rows are counted. */
  readonly counting: string;
  readonly figures: FigureWords;
  readonly facts: ColumnFactWords;
  readonly sentences: PictureSentences;
  /** Each bar is for one of the unit. */
  readonly per: Readonly<Record<TimeUnit, string>>;
  /** `{0}`: for how many of the unit each bar is; more than one. */
  readonly perMany: Readonly<Record<TimeUnit, string>>;
}

/** The captions of the figures, and what stands below their drawings. */
interface FigureWords {
  readonly events: string;
  /** `{0}`: the column of a metric's value. */
  readonly values: string;
  readonly variants: string;
  /** `{0}`: a factor. */
  readonly factor: string;
  readonly ids: string;
  /** `{0}`: how many different ids, `{1}`: how many rows each has on average. */
  readonly idCount: string;
  readonly idCountMore: string;
  /** One row has the id. */
  readonly oneRow: string;
  /** `{0}`: how many rows have the same id: a number, `4–5`, or `21+`. */
  readonly rowsEach: string;
  /** What the most frequent values leave over. `{0}`: how many values. */
  readonly rest: string;
  /** Rows that name no variant. */
  readonly without: string;
}

/** What a column's card says in figures. */
interface ColumnFactWords {
  readonly numbers: string;
  readonly times: string;
  readonly texts: string;
  readonly booleans: string;
  readonly json: string;
  /** The column has no value in any row. */
  readonly none: string;
  /** `{0}`: a share, such as `2.5%`. */
  readonly nulls: string;
  readonly missing: string;
  readonly empty: string;
  /** `{0}`: how many. */
  readonly distinct: string;
  readonly distinctMore: string;
  /** `{0}`: how many values are of another kind than most. */
  readonly others: string;
  /** `{0}`: how many times name no zone. */
  readonly zoneless: string;
  /** Said where all times name their zone: the drawing is in UTC. */
  readonly utc: string;
  /** `{0}`: a value as the server spelled it. */
  readonly min: string;
  readonly median: string;
  readonly max: string;
  /** `{0}`: how many values lie too far off to be drawn. */
  readonly below: string;
  readonly above: string;
  readonly objects: string;
  readonly arrays: string;
}

/** What a drawing says to people who do not see it; whole sentences. */
interface PictureSentences {
  /** `{0}`: what is drawn, such as a column's name, `{1}`: the sentences on it. */
  readonly about: string;
  /** `{0}`: how many rows are null, missing or empty, `{1}`: of how many. */
  readonly blank: string;
  /** `{0}`, `{1}`, `{2}`: least, middle and greatest. */
  readonly range: string;
  /** `{0}`: how many, `{1}`: of how many, `{2}` and `{3}`: from where to where. */
  readonly peak: string;
  /** The same for bars of one whole number each: `{2}`. */
  readonly peakAt: string;
  /** `{0}`: values and their shares, with commas. */
  readonly shares: string;
  /** `{0}`: a value, `{1}`: its share. */
  readonly share: string;
}
