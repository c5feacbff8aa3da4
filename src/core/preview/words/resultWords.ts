/** The texts of earlier results, and of two of them compared. */
export interface ResultWords {
  /** What the list of results is called. */
  readonly label: string;
}
