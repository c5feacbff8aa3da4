import type { TextEdit } from '../document/textEdit.ts';

/** What a fix does, for its title. */
type FixDetail =
  | { readonly code: 'replace'; readonly text: string }
  | { readonly code: 'map-column'; readonly path: string; readonly column: string }
  | { readonly code: 'name-column'; readonly expression: string; readonly column: string }
  | { readonly code: 'add-key'; readonly key: string }
  | { readonly code: 'add-columns'; readonly columns: readonly string[] }
  | { readonly code: 'add-front-matter' }
  | { readonly code: 'close-front-matter' }
  | { readonly code: 'quote' }
  | { readonly code: 'escape' }
  | { readonly code: 'remove'; readonly what: 'id' | 'key' | 'semicolon' | 'secret' | 'character' | 'syntax' };

/** A way to mend a problem: edits of the document's text that are made together. */
export type Fix = FixDetail & {
  readonly edits: readonly TextEdit[];
  /** Whether it is what nearly everybody would do. */
  readonly isPreferred: boolean;
};
