import type { DefinitionKind } from '../definition.ts';
import type { FenceKind } from './fence.ts';
import type { DocumentProblem, TextRange } from './problem.ts';

/**
 * How a value is written. `empty` is nothing after the colon, `no-colon` a key of a flow map without one,
 * `literal` a text in block form (`|` or `>`), `other` what is not allowed here (an alias).
 */
export type FieldStyle = 'plain' | 'quoted' | 'literal' | 'block' | 'flow' | 'empty' | 'no-colon' | 'other';

/** One `key: value` of the front matter with its places in the document. */
export interface Field {
  readonly key: string;
  readonly keyRange: TextRange;
  /** Plain data: text, number, boolean, null, arrays, and objects without a prototype. */
  readonly value: unknown;
  /** For an empty value the empty range right after the colon. */
  readonly valueRange: TextRange;
  readonly style: FieldStyle;
  /** The value's own fields, if it is a map. */
  readonly fields?: readonly Field[];
}

/** A value of the front matter with the place of its key and of itself. */
export interface Ranged<T> {
  readonly value: T;
  readonly keyRange: TextRange;
  readonly valueRange: TextRange;
}

/** The id as the file writes it: one, or one for each environment. */
export type DocumentId =
  | { readonly kind: 'single'; readonly id: string; readonly field: Field }
  | { readonly kind: 'map'; readonly ids: ReadonlyMap<string, string>; readonly field: Field };

/** The front matter as it stands in the file. `form` tells how its top map is written. */
export interface FrontMatter extends TextRange {
  readonly form: 'block' | 'flow' | 'none';
  readonly fields: readonly Field[];
}

/**
 * A `.levered.sql` file, read. It keeps its source: `segments` concatenate to `text`, byte for byte.
 * What could not be read is absent, and `problems` says why.
 */
export interface LeveredDocument {
  readonly text: string;
  readonly fence: FenceKind | undefined;
  readonly segments: readonly string[];
  readonly frontMatter: FrontMatter | undefined;
  readonly id: DocumentId | undefined;
  /** `metric` where the file does not say. */
  readonly kind: DefinitionKind;
  readonly name: Ranged<string> | undefined;
  /** The column mapping's fields in the file's order; a known one of a wrong type is among them too. */
  readonly columnMapping:
    (Ranged<Readonly<Record<string, unknown>>> & { readonly fields: readonly Field[] }) | undefined;
  /** Everything after the fence and its line break. */
  readonly sql: TextRange & { readonly text: string };
  /** The SQL without its trailing white space, nothing else touched: what a create sends. */
  readonly sqlToSend: string;
  readonly problems: readonly DocumentProblem[];
}
