/**
 * What can be wrong with a document, as values: a stable code, how bad it is, where it stands (offsets into the
 * document's text, in UTF-16 units, `end` exclusive) and what a message needs to know. No wording lives here: the shell
 * words each code in one place.
 */

/** Half-open range of offsets into the document's text, in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** What a value should have been. `number` means a finite number that keeps all its digits. */
export type ExpectedType = 'text' | 'map' | 'text-or-map' | 'text-key' | 'number';

/** An `error` keeps the document from becoming a draft, a `warning` does not. */
type ProblemSeverity = 'error' | 'warning';

/** Codes that carry nothing but their place. */
type BareCode =
  | 'no-front-matter'
  | 'front-matter-not-closed'
  | 'yaml-anchor'
  | 'yaml-alias'
  | 'yaml-tag'
  | 'yaml-directive'
  | 'yaml-merge-key'
  | 'yaml-multiple-documents'
  | 'not-a-map'
  | 'missing-name'
  | 'missing-column-mapping'
  | 'id-on-assignment-source'
  | 'empty-query'
  /** A SQL comment mark inside the comment fence, so that other tools see the comment end early or never. */
  | 'comment-mark-in-fence';

export type ProblemDetail =
  | { readonly code: BareCode }
  /** `characters`: more text than `limit`; `marks`: more lines and punctuation than can be read in good time. */
  | { readonly code: 'front-matter-too-large'; readonly unit: 'characters' | 'marks'; readonly limit: number }
  | { readonly code: 'front-matter-too-deep'; readonly limit: number }
  /** `yamlCode` is the code of the `yaml` package, e.g. `BAD_INDENT`. */
  | { readonly code: 'yaml-syntax'; readonly yamlCode: string }
  | { readonly code: 'yaml-duplicate-key'; readonly key: string }
  | { readonly code: 'unknown-key'; readonly key: string; readonly didYouMean?: string }
  /** `path` names the value, e.g. `column_mapping.factors`. */
  | { readonly code: 'wrong-type'; readonly path: string; readonly expected: ExpectedType }
  | { readonly code: 'missing-mapping'; readonly key: 'anonymous_id' | 'timestamp' }
  | { readonly code: 'wrong-reward-type'; readonly value: string; readonly didYouMean?: string }
  | { readonly code: 'wrong-kind'; readonly value: string; readonly didYouMean?: string }
  | { readonly code: 'bad-id'; readonly value: string }
  | { readonly code: 'control-character'; readonly codePoint: number };

export type ProblemCode = ProblemDetail['code'];

export type DocumentProblem = ProblemDetail & TextRange & { readonly severity: ProblemSeverity };

export function error(range: TextRange, detail: ProblemDetail): DocumentProblem {
  return { ...detail, severity: 'error', start: range.start, end: range.end };
}

export function warning(range: TextRange, detail: ProblemDetail): DocumentProblem {
  return { ...detail, severity: 'warning', start: range.start, end: range.end };
}
