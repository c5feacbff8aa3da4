/** The texts of what the columns hold, as drawings and beside them. */
export interface PictureWords {
  /** What the whole is called. */
  readonly label: string;
}
