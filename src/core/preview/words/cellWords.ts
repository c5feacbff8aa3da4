/** What stands for a value without a text of its own, in marks that no text has; one word where it can be. */
export interface CellWords {
  readonly nullCell: string;
  readonly missingCell: string;
  readonly emptyCell: string;
}
