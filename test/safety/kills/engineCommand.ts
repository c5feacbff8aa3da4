import type { Status } from '../../../src/core/plan/plan.ts';

/** What the process of the engine is asked for. `file`: its name, without its folder. */
export type EngineCommand =
  /** Reads everything anew and says how the definition of a file stands. */
  | { readonly kind: 'look'; readonly file: string }
  | { readonly kind: 'settle' }
  | { readonly kind: 'push'; readonly file: string; readonly deletesOld: boolean }
  | { readonly kind: 'delete' | 'allow' | 'draft'; readonly file: string };

export interface EngineAnswer {
  readonly status?: Status | undefined;
  /** Ids that are listed as superseded. */
  readonly superseded?: readonly string[];
  /** By their codes, or why nothing was begun. */
  readonly outcomes?: readonly string[];
}
