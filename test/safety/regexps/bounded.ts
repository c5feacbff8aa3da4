/** An expression that takes more than linear time on some text, and what keeps such a text short. */
export interface Bounded {
  readonly source: string;
  /** How the path of a script begins that may have it; elsewhere it is a finding. */
  readonly file: string;
  /** No text that it is given is longer, in characters. The worst text of this length is tried. */
  readonly longest: number;
  /** Where the bound is, and why it holds. */
  readonly reason: string;
}

/**
 * Each is quadratic at worst. Whoever puts one here says where its text is cut; the test then holds that the worst text
 * of that length takes no time.
 */
export const bounded: readonly Bounded[] = [
  {
    source: String.raw`(?:"([^"\n]*)"|'([^'\n]*)'|([^\s{},:"']+))[ \t]*:[ \t]*$`,
    file: 'dist/languageFeatures.js',
    longest: 200,
    reason: 'keyBefore in core/authoring/flowPlace.ts gives it the 200 characters before the cursor.',
  },
  {
    source: String.raw`"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'`,
    file: 'dist/languageFeatures.js',
    longest: 2_000,
    reason: 'hideQuotes in core/authoring/frontMatterPlace.ts: both callers cut or refuse a line behind maxLine.',
  },
  {
    source: String.raw`[A-Za-z_][\w$]*$`,
    file: 'dist/languageFeatures.js',
    longest: 128,
    reason: 'sqlPlaceAt in core/authoring/sqlPlace.ts gives it the 128 characters before the cursor.',
  },
  {
    source: String.raw`000000\d*$`,
    file: 'dist/shared-',
    longest: 400,
    reason: "yaml's writing of sexagesimal numbers of YAML 1.1, which are digits of one number; we write YAML 1.2.",
  },
  {
    source: String.raw`(?:0x[0-9a-fA-F_]+|0b[01_]+|(?:-\s*)?(?:[0-9_]*\.[0-9_]+|[0-9_]+(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9_]+(?:\.[0-9_]+)?)?)(?![\w\p{Alphabetic}])`,
    file: 'dist/sqlPrinter.js',
    longest: 131_072,
    reason: "sql-formatter's numbers: tried at one place of the text (sticky); longer queries are not formatted.",
  },
  {
    source: String.raw`(?:0x[0-9a-fA-F]+|0b[01]+|(?:-\s*)?(?:[0-9]*\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+(?:\.[0-9]+)?)?)(?![\w\p{Alphabetic}])`,
    file: 'dist/sqlPrinter.js',
    longest: 131_072,
    reason: "sql-formatter's numbers without underscores, as above.",
  },
];
