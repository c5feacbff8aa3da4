import type { Steps } from '../steps.ts';
import { FoundRows } from './foundRows.ts';
import { eachCell, type MappedCells } from './mappedCells.ts';
import type { RowCheck } from './rowCheck.ts';
import { isNull, textOf } from './source.ts';
import { Tally } from './tally.ts';

/** A longer value is not parsed, which would hold the thread; its ends have to do. */
const longestParsed = 100_000;

type ObjectKeys =
  /** `keys` is equal for equal sets of keys. */
  | { readonly kind: 'object'; readonly keys: string }
  /** Looks like one, and is too long to be read. */
  | { readonly kind: 'long' }
  | { readonly kind: 'other' };

/** The keys of a JSON object, or of a text that is one. */
function keysOf(source: string): ObjectKeys {
  const json = textOf(source)?.trim() ?? source;
  if (!json.startsWith('{')) return { kind: 'other' };
  if (json.length > longestParsed) return { kind: json.endsWith('}') ? 'long' : 'other' };
  try {
    return {
      kind: 'object',
      keys: Object.keys(JSON.parse(json) as object)
        .sort()
        .join(', '),
    };
  } catch {
    return { kind: 'other' };
  }
}

/** @param isNeeded whether nothing but this column says which variant was shown */
export function* judgeVariants(variants: MappedCells, isNeeded: boolean): Steps<readonly RowCheck[]> {
  const [nulls, others] = [new FoundRows(), new FoundRows()];
  const tally = new Tally<string>();
  yield* eachCell(variants, (row, source) => {
    if (isNull(source)) {
      nulls.add(row, source);
      return;
    }
    const read = keysOf(source);
    if (read.kind === 'other') others.add(row, source);
    else if (read.kind === 'object') tally.add(read.keys);
  });
  const present = variants.rowCount - nulls.count;
  const checks: RowCheck[] = [];
  if (isNeeded && nulls.count > 0)
    checks.push(nulls.check(variants, { code: 'null-variants', level: 'error', of: variants.rowCount }));
  if (present > 0) checks.push(others.check(variants, { code: 'variant-not-json', level: 'error', of: present }));
  if (tally.total > 0) checks.push(yield* judgeKeys(variants, tally));
  return checks;
}

/** Variants that name other factors than most do. */
function* judgeKeys(variants: MappedCells, { most, total: of, size }: Tally<string>): Steps<RowCheck> {
  const different = new FoundRows();
  const rule = most?.key;
  if (size > 1) {
    yield* eachCell(variants, (row, source) => {
      const read = isNull(source) ? undefined : keysOf(source);
      if (read?.kind === 'object' && read.keys !== rule) different.add(row, source);
    });
  }
  return different.check(variants, { code: 'variant-keys-differ', level: 'info', of, rule });
}

/** A row may well have no context. */
export function* judgeContexts(contexts: MappedCells): Steps<readonly RowCheck[]> {
  const others = new FoundRows();
  let present = 0;
  yield* eachCell(contexts, (row, source) => {
    if (isNull(source)) return;
    present++;
    if (keysOf(source).kind === 'other') others.add(row, source);
  });
  if (present === 0) return [];
  return [others.check(contexts, { code: 'context-not-json', level: 'error', of: present })];
}
