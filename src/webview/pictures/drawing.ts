import type { Bars } from '../../core/preview/profile/columnProfile.ts';

const namespace = 'http://www.w3.org/2000/svg';

/** The sides of every drawing in its own units; a style sheet stretches it to its place. */
const side = 100;

/** One line or area of a drawing, in one of the style sheet's colours. Many bars are one of these. */
export interface Stroke {
  readonly className: 'bars' | 'faint';
  readonly path: string;
}

/**
 * A drawing of a few nodes that fills its place. `text` says what it shows, in whole sentences; an empty one hides it
 * from screen readers, where a text beside it says the same.
 */
export function drawing(className: string, strokes: readonly Stroke[], text: string): SVGSVGElement {
  const image = document.createElementNS(namespace, 'svg');
  image.setAttribute('class', `picture ${className}`);
  image.setAttribute('viewBox', `0 0 ${side} ${side}`);
  image.setAttribute('preserveAspectRatio', 'none');
  if (text) {
    image.setAttribute('role', 'img');
    image.setAttribute('aria-label', text);
  } else image.setAttribute('aria-hidden', 'true');
  for (const stroke of strokes) {
    if (!stroke.path) continue;
    const path = document.createElementNS(namespace, 'path');
    path.setAttribute('class', stroke.className);
    path.setAttribute('d', stroke.path);
    image.append(path);
  }
  return image;
}

const short = (value: number): number => Math.round(value * 100) / 100;

function box(x: number, y: number, width: number, height: number): string {
  return `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${-short(width)}z`;
}

/** Fewer bars would be blocks: each is as wide as if there were so many. */
const fewest = 6;

/** How much of a drawing's width its upright bars take, from 0 to 1. */
export function barsWidth(count: number): number {
  return Math.min(1, count / fewest);
}

/** What is there has to be seen, however little it is beside the rest. */
const lowest = 4;

/** Upright bars side by side, the highest as high as the drawing. */
export function uprightBars(counts: Bars['counts']): string {
  const most = Math.max(...counts, 1);
  const step = side / Math.max(counts.length, fewest);
  const space = Math.min(gap, step / 5);
  return counts
    .map((count, at) => {
      const height = Math.max(lowest, (count / most) * side);
      return count === 0 ? '' : box(at * step, side - height, step - space, height);
    })
    .join('');
}

/** Bars from the left, one in each line. `shares`: from 0 to 1. */
export function lyingBars(shares: readonly number[]): string {
  const line = side / shares.length;
  return shares
    .map((share, at) => (share === 0 ? '' : box(0, (at + 0.06) * line, Math.max(0.5, share * side), line * 0.88)))
    .join('');
}

/** Between the parts of a whole. */
const gap = 1;

/** Parts of a whole, one behind the other with a gap between. `from`: what stands before them. */
export function stackedParts(shares: readonly number[], from = 0): string {
  let at = from;
  return shares
    .map(share => {
      const start = at * side;
      at += share;
      return share === 0 ? '' : box(start, 0, Math.max(0.6, share * side - (at > 0.995 ? 0 : gap)), side);
    })
    .join('');
}
