/** The texts of the table of rows. */
export interface GridWords {
  /** What the table of rows is called for a screen reader. */
  readonly label: string;
  /** `{0}`: a part of the column mapping, such as `anonymous_id`. */
  readonly mappedTo: string;
}
