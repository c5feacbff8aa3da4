import { members } from '../../json.ts';
import { cellText } from '../cellText.ts';

/** How much of one value of a variant is shown. */
const valueLimit = 40;

interface Parts {
  readonly keys: string;
  readonly values: readonly string[];
}

/**
 * What variants are called where room is short. Variants of the same keys differ in their values alone, so these are
 * enough: `Ship faster · Start free`. Undefined where they are no objects, or not all of the same keys.
 * @param sources JSON of variants, each with its keys in order
 */
export function variantLabels(sources: readonly string[]): readonly string[] | undefined {
  const parts = sources.map(partsOf);
  const [first] = parts;
  if (first === undefined || first.values.length === 0) return undefined;
  if (!parts.every(each => each?.keys === first.keys)) return undefined;
  return parts.map(each => (each?.values ?? []).join(' · '));
}

function partsOf(source: string): Parts | undefined {
  if (!source.startsWith('{')) return undefined;
  const all = [...members(source)];
  const values = all.map(({ start, end }) => cellText(source.slice(start, end), valueLimit));
  return { keys: JSON.stringify(all.map(({ key }) => key)), values };
}
