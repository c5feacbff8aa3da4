import type { Distribution } from '../../core/preview/compare/comparison.ts';
import { drawing } from '../pictures/drawing.ts';
import type { Stroke } from '../pictures/drawing.ts';

/** The sides of a drawing in its own units. */
const side = 100;

/** What is there has to be seen. */
const lowest = 4;

/** Fewer bars would be blocks. */
const fewest = 6;

const short = (value: number): number => Math.round(value * 100) / 100;

/** How a column is spread in both results: the bars of A wide and faint, those of B before them narrow and strong. */
export function pairPicture(
  distribution: Distribution,
  rows: readonly [number, number],
  text: string,
): SVGSVGElement | undefined {
  const counts = countsOf(distribution);
  if (!counts) return undefined;
  // As shares, so that results of different sizes can be laid over each other.
  const [one, other] = [counts[0].map(count => count / rows[0]), counts[1].map(count => count / rows[1])];
  const most = Math.max(...one, ...other, Number.MIN_VALUE);
  const strokes: readonly Stroke[] = [
    { className: 'faint', path: bars(one, most, 0.9) },
    { className: 'bars', path: bars(other, most, 0.4) },
  ];
  return drawing('pair', strokes, text);
}

function countsOf(distribution: Distribution): readonly [readonly number[], readonly number[]] | undefined {
  switch (distribution.kind) {
    case 'none':
      return undefined;
    case 'numbers':
    case 'times':
      return [distribution.bars.one, distribution.bars.other];
    case 'values':
      return [distribution.top.map(({ one }) => one), distribution.top.map(({ other }) => other)];
  }
}

/** `width`: of each bar, as a share of its step. */
function bars(shares: readonly number[], most: number, width: number): string {
  const step = side / Math.max(shares.length, fewest);
  return shares
    .map((share, at) => {
      const height = Math.max(lowest, (share / most) * side);
      const left = (at + (1 - width) / 2) * step;
      const wide = short(step * width);
      return share === 0 ? '' : `M${short(left)} ${short(side - height)}h${wide}v${short(height)}h${-wide}z`;
    })
    .join('');
}
