import { sameValue } from '../document/meaning.ts';

/** Something on the three sides of a merge; the base is undefined where no common origin is known. */
export interface Sides<T> {
  readonly base: { readonly value: T } | undefined;
  readonly mine: T;
  readonly theirs: T;
}

export type Same = (one: unknown, other: unknown) => boolean;

/** A part of the whole, on each of its sides. */
export function readSides<T, P>({ base, mine, theirs }: Sides<T>, read: (whole: T) => P): Sides<P> {
  return { base: base && { value: read(base.value) }, mine: read(mine), theirs: read(theirs) };
}

/** The value that both sides can have, or undefined if each of them changed it to something of its own. */
export function settle<T>(
  { base, mine, theirs }: Sides<T>,
  isSame: Same = sameValue,
): { readonly value: T } | undefined {
  // Equality first: between values that mean the same, the side that spelled its own anew is followed.
  for (const same of [sameValue, isSame]) {
    if (base !== undefined && same(mine, base.value)) return { value: theirs };
    if (base !== undefined && same(theirs, base.value)) return { value: mine };
    if (same(mine, theirs)) return { value: mine };
  }
  return undefined;
}

/** An optional part that is null is absent. */
export function sameOptional(one: unknown, other: unknown): boolean {
  return sameValue(one ?? undefined, other ?? undefined);
}
