/** Longer words than this are no slips of the keyboard, and comparing them would cost time. */
const maxLength = 40;

/**
 * The candidate that a mistyped word was probably meant to be, or undefined if none is near. Case, `-` and `_` do not
 * count; a word that only goes on after a candidate, or stops inside it, fits too (`boolean` for `bool`).
 */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > maxLength) return undefined;
  const wanted = bare(word);
  if (wanted === '') return undefined;
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const offered = bare(candidate);
    const distance = continues(wanted, offered) ? 1 : editDistance(wanted, offered);
    const allowed = Math.min(3, Math.floor((Math.max(wanted.length, offered.length) + 1) / 3));
    if (distance <= allowed && (best === undefined || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate;
}

function bare(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '');
}

function continues(one: string, other: string): boolean {
  return Math.min(one.length, other.length) >= 3 && (one.startsWith(other) || other.startsWith(one));
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, other.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
