import type { DocumentProblem, TextRange } from '../document/problem.ts';

/**
 * - `error`: it cannot work, or must not stay in a file
 * - `warning`: it will probably not work, or not as it was meant
 * - `information`: it may be in the way
 * - `hint`: advice
 */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What only file, query and surroundings together show. `path` names a part of the column mapping, e.g. `factors.a`. */
export type LintDetail =
  | {
      readonly code: 'column-not-returned';
      readonly path: string;
      readonly column: string;
      readonly didYouMean?: string;
    }
  | { readonly code: 'missing-value-column' }
  | { readonly code: 'similar-mapping-key'; readonly key: string; readonly didYouMean: string }
  | { readonly code: 'duplicate-column'; readonly column: string }
  | { readonly code: 'several-statements'; readonly count: number }
  | { readonly code: 'not-a-query'; readonly word: string; readonly didYouMean?: string }
  | { readonly code: 'trailing-semicolon' }
  /** `paths` are those of the other files. */
  | { readonly code: 'duplicate-id'; readonly paths: readonly string[] }
  | { readonly code: 'second-assignment-source'; readonly paths: readonly string[] }
  | { readonly code: 'secret-in-file' }
  | { readonly code: 'missing-hosted-columns'; readonly columns: readonly string[] }
  | { readonly code: 'no-time-filter'; readonly column: string };

type LintProblem = LintDetail & TextRange & { readonly severity: Severity };

/** Something to tell the person who writes a document. Offsets are into the document's text. */
export type Problem = DocumentProblem | LintProblem;

const severities = {
  'column-not-returned': 'error',
  'missing-value-column': 'warning',
  'similar-mapping-key': 'hint',
  'duplicate-column': 'warning',
  'several-statements': 'warning',
  'not-a-query': 'warning',
  'trailing-semicolon': 'information',
  'duplicate-id': 'error',
  'second-assignment-source': 'error',
  'secret-in-file': 'error',
  'missing-hosted-columns': 'warning',
  'no-time-filter': 'hint',
} as const satisfies Readonly<Record<LintDetail['code'], Severity>>;

/** A problem at a range, as bad as its code is. */
export function found({ start, end }: TextRange, detail: LintDetail): Problem {
  return { ...detail, severity: severities[detail.code], start, end };
}
