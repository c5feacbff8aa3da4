import { columnParts, columnsOf, factorOf } from '../roles.ts';
import type { Roles } from '../roles.ts';
import type { PreviewTable } from '../rows.ts';
import type { Steps } from '../steps.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { Rest, ValueCount } from './columnProfile.ts';
import { mostFrequent, stride, tallyColumn } from './tally.ts';
import { jsonInText } from './valueForm.ts';

/** How often each variant, or each value of one factor, was assigned: `top`, `rest` and `without` are all the rows. */
export interface VariantShares {
  readonly column: number;
  /** The factor that the column gives the values of; absent for whole variants. */
  readonly factor?: string;
  readonly rows: number;
  readonly top: readonly ValueCount[];
  readonly rest: Rest;
  /** Rows that name none: null, missing or an empty text. */
  readonly without: number;
}

const mostNamed = 12;

/** The shares of an assignment source: of its variants and of each factor, as far as the mapping names them. */
export function* variantShares(table: PreviewTable, roles: Roles): Steps<readonly VariantShares[]> {
  const shares: VariantShares[] = [];
  for (const column of columnsOf(table, roles, role => role === 'variant')) {
    shares.push(yield* sharesOf(table, column));
  }
  for (const [column, parts] of columnParts(table, roles).entries()) {
    const factor = factorOf(parts);
    if (factor !== undefined) shares.push({ ...(yield* sharesOf(table, column)), factor });
  }
  return shares;
}

function* sharesOf(table: PreviewTable, column: number): Steps<VariantShares> {
  const { nulls, missing, empties, counts, beyond } = yield* tallyColumn(table, column);
  const variants = new Map<string, number>();
  let steps = 0;
  for (const [source, rows] of counts) {
    if (++steps % stride === 0) yield;
    // Some warehouses give JSON as a text: the same variant, whichever way it came.
    const json = jsonInText(source);
    const variant = json === undefined ? source : canonicalJson(json);
    variants.set(variant, (variants.get(variant) ?? 0) + rows);
  }
  const { top, rest } = yield* mostFrequent(variants, mostNamed);
  return {
    column,
    rows: table.rowCount,
    top,
    rest: { values: rest.values, rows: rest.rows + beyond.length },
    without: nulls + missing + empties,
  };
}
