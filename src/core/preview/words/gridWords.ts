/** The texts of the table of rows. `{0}` and `{1}` are replaced by numbers or names. */
export interface GridWords {
  /** What the table of rows is called for a screen reader. */
  readonly label: string;
  /** `{0}`: a part of the column mapping, such as `anonymous_id`. */
  readonly mappedTo: string;
  /** What the row of buttons above the table is called. */
  readonly tools: string;
  /** `{0}`: how many rows are shown, `{1}`: how many there are. */
  readonly shownRows: string;
  /** `{0}`: how many rows have been read, `{1}`: how many there are. */
  readonly readRows: string;
  /** Says that rows are being sorted or filtered. */
  readonly working: string;
  /** Says that what was asked for is done once all rows have been read. */
  readonly waiting: string;
  /** Stands in the place of the rows when a filter leaves none. */
  readonly noneLeft: string;
  readonly sort: SortWords;
  readonly filter: FilterWords;
  readonly columns: ColumnWords;
  readonly find: FindWords;
  readonly copy: CopyWords;
  readonly detail: DetailWords;
  readonly facts: FactWords;
}

interface SortWords {
  readonly ascending: string;
  readonly descending: string;
  /** Takes the column out of the order. */
  readonly none: string;
  /** Said when the rows stand in another order. `{0}`: the names of the columns. */
  readonly done: string;
  /** Said when the rows are again in the order of the server. */
  readonly undone: string;
}

interface FilterWords {
  /** The entry of a column's menu. */
  readonly open: string;
  /** `{0}`: the column. */
  readonly label: string;
  /** What may be typed, in one or two lines. */
  readonly hint: string;
  /** Said of a filter without a text to look for. */
  readonly nothing: string;
  /** Said of `<` and its like without a number or a time behind. */
  readonly notComparable: string;
  readonly apply: string;
  readonly isNull: string;
  readonly notNull: string;
  readonly isEmpty: string;
  readonly isMissing: string;
  /** Takes the filter away. */
  readonly remove: string;
  /** The label of the cross at a filter in force. `{0}`: the filter. */
  readonly removeOf: string;
}

interface ColumnWords {
  /** The button that opens the list of columns. */
  readonly button: string;
  /** The label of a heading's own button. */
  readonly menu: string;
  /** `{0}`: the column. */
  readonly menuOf: string;
  readonly mappedFirst: string;
  readonly reset: string;
  /** The box above a long list. */
  readonly search: string;
  /** `{0}`: how many more there are. */
  readonly more: string;
  readonly hide: string;
  readonly pin: string;
  readonly unpin: string;
  readonly fit: string;
  readonly copy: string;
  /** `{0}`: the column, `{1}`: its width in pixels. */
  readonly width: string;
}

interface FindWords {
  readonly button: string;
  readonly label: string;
  /** `{0}`: which of them, `{1}`: how many. */
  readonly place: string;
  /** `{0}`: how many. */
  readonly count: string;
  /** `{0}`: so many, and more. */
  readonly atLeast: string;
  readonly none: string;
  readonly next: string;
  readonly previous: string;
  readonly matchCase: string;
  readonly close: string;
}

export interface CopyWords {
  readonly button: string;
  readonly tsv: string;
  readonly csv: string;
  readonly json: string;
  readonly markdown: string;
  readonly headers: string;
  /** `{0}`: how many cells. */
  readonly done: string;
  readonly doneOne: string;
  readonly failed: string;
  readonly export: string;
  readonly exportCsv: string;
  readonly exportJson: string;
}

export interface DetailWords {
  readonly button: string;
  /** What the pane is called. */
  readonly label: string;
  readonly cell: string;
  readonly row: string;
  /** `{0}`: the number of the row as the server sent it, from one. */
  readonly rowNumber: string;
  /** The kinds of a value. */
  readonly text: string;
  readonly number: string;
  readonly boolean: string;
  readonly object: string;
  readonly array: string;
  /** A text that holds JSON. */
  readonly jsonText: string;
  /** `{0}`: how many characters. */
  readonly length: string;
  /** `{0}`: how many characters of it are shown. */
  readonly cut: string;
  /** `{0}`: how many columns of the row are not listed. */
  readonly moreColumns: string;
  /** The label of the line by which the pane is made higher. */
  readonly resize: string;
  readonly close: string;
}

/** What is said of the selected cells. `{0}`: the number. */
export interface FactWords {
  readonly label: string;
  readonly cells: string;
  readonly nulls: string;
  readonly distinct: string;
  readonly sum: string;
  readonly mean: string;
  readonly min: string;
  readonly max: string;
}
