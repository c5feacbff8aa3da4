import type { TextRange } from '../document/problem.ts';

/** What a person is writing in a front matter, told from the lines alone, because a line half written is no YAML. */
export interface FrontMatterPlace {
  /** The keys of the maps around, outermost first; empty at the top. */
  readonly path: readonly string[];
  /** The keys that the map has already, without the one that is written here. */
  readonly present: readonly string[];
  /** What stands here, before and behind the cursor. */
  readonly range: TextRange;
  readonly form: 'block' | 'flow';
  readonly at:
    | { readonly kind: 'key'; readonly hasColon: boolean }
    /** `needsSpace`: the colon is right before the cursor. */
    | { readonly kind: 'value'; readonly key: string; readonly needsSpace: boolean };
}
