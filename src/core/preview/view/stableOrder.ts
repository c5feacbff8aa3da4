import type { Steps } from '../steps.ts';

/** So many places are put in order by insertion before the merging begins. */
const run = 16;
const comparisonsAStep = 1_500;

/**
 * The places 0 … length - 1 in the order of `compare`; places that compare as 0 keep theirs. A merge sort that can be
 * paused, which `sort` cannot.
 */
export function* stableOrder(length: number, compare: (a: number, b: number) => number): Steps<Uint32Array> {
  let from = new Uint32Array(length);
  let into = new Uint32Array(length);
  let work = 0;
  for (let start = 0; start < length; start += run) {
    const end = Math.min(start + run, length);
    for (let next = start; next < end; next++) {
      let at = next;
      for (; at > start && compare(from[at - 1] ?? 0, next) > 0; at--) from[at] = from[at - 1] ?? 0;
      from[at] = next;
    }
    if ((work += 4 * run) > comparisonsAStep) {
      work = 0;
      yield;
    }
  }
  for (let width = run; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const middle = Math.min(start + width, length);
      const end = Math.min(start + 2 * width, length);
      if (middle === end || compare(from[middle - 1] ?? 0, from[middle] ?? 0) <= 0) {
        into.set(from.subarray(start, end), start);
        if ((work += 1 + ((end - start) >> 6)) > comparisonsAStep) {
          work = 0;
          yield;
        }
        continue;
      }
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++) {
        const takeLeft = right === end || (left < middle && compare(from[left] ?? 0, from[right] ?? 0) <= 0);
        into[at] = from[takeLeft ? left++ : right++] ?? 0;
        if (++work > comparisonsAStep) {
          work = 0;
          yield;
        }
      }
    }
    [from, into] = [into, from];
  }
  return from;
}
