import { cellText, visibleText } from '../../core/preview/cellText.ts';
import type { Bars, TimeStep } from '../../core/preview/profile/columnProfile.ts';
import type { PictureWords } from '../../core/preview/words/pictureWords.ts';
import type { PreviewWords } from '../../core/preview/words/previewWords.ts';

/** How much of a value stands in a picture. */
const valueLimit = 60;

/** Puts texts into a worded text at `{0}`, `{1}` … . All at once, because a value may hold such a mark itself. */
export function fillIn(words: string, ...values: readonly string[]): string {
  return words.replace(/\{(\d)\}/g, (mark, at: string) => values[Number(at)] ?? mark);
}

/** A value from its JSON source. */
export function valueLabel(source: string, words: PreviewWords): string {
  return source === '""' ? words.cells.emptyCell : cellText(source, valueLimit);
}

/** The keys of objects, from a JSON array of them. */
export function keysLabel(source: string): string {
  const keys = JSON.parse(source) as readonly string[];
  return visibleText(`{${keys.join(', ')}}`, valueLimit);
}

/** A value that is there as its text. */
export function shortText(text: string): string {
  return visibleText(text, valueLimit);
}

/** The name of a column, which may be no text at all. */
export function nameLabel(name: string, words: PreviewWords): string {
  return name === '' ? words.cells.emptyCell : shortText(name);
}

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const least = 0.001;

/** A share from 0 to 1. What is not nothing and not all never reads as if it were. */
export function shareLabel(part: number, whole: number): string {
  if (whole === 0) return percent.format(0);
  const share = part / whole;
  if (part > 0 && share < least) return `<${percent.format(least)}`;
  if (part < whole && share > 1 - least) return `>${percent.format(1 - least)}`;
  return percent.format(share);
}

const plainNumber = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 8 });
const longNumber = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4, notation: 'scientific' });

/** The edge of a bar of numbers. */
export function numberEdge(value: number): string {
  const size = Math.abs(value);
  return (size !== 0 && (size < 1e-6 || size >= 1e12) ? longNumber : plainNumber).format(value);
}

/** How much of an ISO timestamp an edge between bars needs. */
const edgeLength: Readonly<Record<TimeStep['unit'], number>> = {
  second: 19,
  minute: 16,
  hour: 16,
  day: 10,
  week: 10,
  month: 7,
  year: 4,
};

/** The edge of a bar of times, in UTC, as exact as its step. */
export function timeEdge(value: number, { unit }: TimeStep): string {
  const text = new Date(value).toISOString();
  // Years beyond 9999 have a sign and six digits.
  const longer = text.length - '2026-01-01T00:00:00.000Z'.length;
  return text.slice(0, edgeLength[unit] + longer).replace('T', ' ');
}

/** How much time a bar stands for. */
export function stepLabel({ unit, every }: TimeStep, words: PictureWords): string {
  return every === 1 ? words.per[unit] : fillIn(words.perMany[unit], String(every));
}

/** The place of the highest bar. */
export function peakOf({ counts }: Bars): number {
  return counts.indexOf(Math.max(...counts));
}
