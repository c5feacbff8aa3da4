/** A part of a text: characters from `start` up to, but not including, `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

interface ColumnPlace {
  /** The whole expression with its alias, where the column is made: that may be inside a CTE. */
  readonly range: Range;
  /** The `*` of the outermost query that brings the column, if one does. */
  readonly star?: Range;
}

/** A column whose name is written in the text. */
export interface NamedColumn extends ColumnPlace {
  readonly kind: 'named';
  /** As written, without quotes. */
  readonly name: string;
  readonly quoted: boolean;
  /** Where the name is written: the alias, or the last part of the column's path. */
  readonly nameRange: Range;
  /** Whether `nameRange` is an alias and not the name of what is selected. */
  readonly isAlias: boolean;
}

/**
 * - `named`: see there
 * - `madeUp`: one column that the engine names; in Postgres as `derivedName`, if that is simple enough to know
 * - `unsure`: one column whose name is not certain
 * - `star`: any number of columns, none of which can be named
 */
export type OutputColumn =
  | NamedColumn
  | (ColumnPlace & { readonly kind: 'madeUp'; readonly derivedName?: string })
  | (ColumnPlace & { readonly kind: 'unsure' })
  | (ColumnPlace & { readonly kind: 'star' });

/**
 * Why the columns cannot be told.
 * - `empty`: there is no statement
 * - `notAQuery`: there is one statement, and it returns no columns of its own, or none that are told here
 * - `severalStatements`: more than one
 * - `incomplete`: the text ends, or a list item or a bracket is missing
 * - `syntax`: something stands where it is not understood
 * - `templating`: the query itself comes out of a template
 * - `tooLong`, `tooDeep`: more text or more brackets than are looked into
 * - `dialects`: the dialect is unknown, and the answer depends on it
 */
export type Untold =
  | 'empty'
  | 'notAQuery'
  | 'severalStatements'
  | 'incomplete'
  | 'syntax'
  | 'templating'
  | 'tooLong'
  | 'tooDeep'
  | 'dialects';

export interface Statement {
  readonly kind: 'query' | 'other' | 'empty';
  readonly range: Range;
}

export interface CommonTable {
  readonly name: string;
  readonly nameRange: Range;
  /** From its name to the bracket that closes its query. */
  readonly range: Range;
}

/** A place behind the select list that names an output column. */
export interface ColumnReference {
  readonly range: Range;
  /** The columns' position in the list of columns. */
  readonly column: number;
  /** False where the dialect may take an input column of the same name instead. */
  readonly isCertain: boolean;
}

/** What one SQL text returns, as far as the text alone tells. Where it is not certain it says so. */
export interface QueryAnalysis {
  readonly statements: readonly Statement[];
  /** The semicolon behind the last statement. */
  readonly trailingSemicolon: Range | undefined;
  readonly columns:
    | { readonly kind: 'told'; readonly columns: readonly OutputColumn[] }
    | { readonly kind: 'untold'; readonly reason: Untold };
  readonly commonTables: readonly CommonTable[];
  readonly references: readonly ColumnReference[];
  /** The names, in upper case, in any WHERE, ON, QUALIFY or HAVING clause. */
  readonly filterWords: ReadonlySet<string>;
  /** The ranges of those clauses that belong to the outermost query. */
  readonly filters: readonly Range[];
}
