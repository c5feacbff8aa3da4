import { members } from '../../json.ts';
import { valueText } from '../cellValue.ts';
import type { PreviewTable } from '../rows.ts';
import type { Steps } from '../steps.ts';
import { compareDecimals } from '../view/decimal.ts';
import { sortedKeys } from './canonicalJson.ts';
import type { ColumnProfile, ColumnShape, Rest, ValueCount } from './columnProfile.ts';
import { Measures } from './measures.ts';
import { numberBars } from './numberBars.ts';
import { mostFrequent, stride, tallyColumn } from './tally.ts';
import type { Tally } from './tally.ts';
import { timeBars } from './timeBars.ts';
import { compareTimes, valueForm } from './valueForm.ts';

/** How many of the most frequent values a profile names. */
const mostNamed = 10;

/** The values of a column by their form. */
class Forms {
  readonly numbers: Measures;
  readonly times: Measures;
  readonly texts = new Map<string, number>();
  readonly keySets = new Map<string, number>();
  textRows = 0;
  yes = 0;
  no = 0;
  objects = 0;
  arrays = 0;
  asTexts = 0;
  zoneless = 0;

  constructor(spellingIn: (row: number) => string) {
    this.numbers = new Measures(compareDecimals, spellingIn);
    this.times = new Measures(compareTimes, spellingIn);
  }

  /** `row`: where the value is, if it is none of those that are told apart. */
  add(source: string, rows: number, isId: boolean, row?: number): void {
    const form = isId ? ({ kind: 'text' } as const) : valueForm(source);
    switch (form.kind) {
      case 'number':
        this.numbers.add(form.value, row ?? form.spelling, rows);
        if (form.isText) this.asTexts += rows;
        return;
      case 'time':
        this.times.add(form.value, row ?? form.spelling, rows);
        if (!form.hasZone) this.zoneless += rows;
        return;
      case 'text':
        this.textRows += rows;
        if (row === undefined) this.texts.set(source, rows);
        return;
      case 'boolean':
        if (form.isTrue) this.yes += rows;
        else this.no += rows;
        return;
      case 'json':
        if (form.isArray) this.arrays += rows;
        else {
          this.objects += rows;
          if (row === undefined) this.#addKeys(form.json, rows);
        }
        return;
    }
  }

  #addKeys(json: string, rows: number): void {
    const keys = JSON.stringify(sortedKeys(Array.from(members(json), ({ key }) => key)));
    this.keySets.set(keys, (this.keySets.get(keys) ?? 0) + rows);
  }
}

/**
 * What a column holds: one walk over its rows, then one over its different values. The caller drives it and may let the
 * thread go at every `yield`, which come a few times in each millisecond.
 * @param isId its values name something, so that digits are no quantity and are counted as texts are
 */
export function* profileColumn(table: PreviewTable, column: number, isId = false): Steps<ColumnProfile> {
  const rows = table.rowCount;
  const tally = yield* tallyColumn(table, column);
  const sourceIn = (row: number): string => table.cell(row, column) ?? 'null';
  const forms = new Forms(row => valueText(sourceIn(row)));
  let steps = 0;
  for (const [source, count] of tally.counts) {
    if (++steps % stride === 0) yield;
    forms.add(source, count, isId);
  }
  for (const row of tally.beyond) {
    if (++steps % stride === 0) yield;
    forms.add(sourceIn(row), 1, isId, row);
  }
  const { nulls, missing, empties } = tally;
  const distinct = { count: yield* distinctValues(tally), isMore: tally.beyond.length > 0 };
  const shape = yield* shapeOf(forms, tally.beyond.length > 0);
  return { column, name: table.columns[column] ?? '', rows, nulls, missing, empties, distinct, shape };
}

/** Numbers are one value however they are spelled, such as 1 and 1.0; long ones are only where the spelling is one. */
function* distinctValues({ counts, empties }: Tally): Steps<number> {
  let [different, steps] = [counts.size + (empties > 0 ? 1 : 0), 0];
  const others = new Set<string>();
  for (const source of counts.keys()) {
    if (++steps % stride === 0) yield;
    const first = source.charCodeAt(0);
    if ((first !== 0x2d && (first < 0x30 || first > 0x39)) || source.length > 15) continue;
    const value = String(Number(source));
    if (value === source) continue;
    if (counts.has(value) || others.has(value)) different--;
    others.add(value);
  }
  return different;
}

function* shapeOf(forms: Forms, isCut: boolean): Steps<ColumnShape> {
  const { numbers, times, textRows, yes, no, objects, arrays } = forms;
  const sizes = [
    ['numbers', numbers.count],
    ['times', times.count],
    ['texts', textRows],
    ['booleans', yes + no],
    ['json', objects + arrays],
  ] as const;
  const [kind, count] = sizes.reduce((best, each) => (each[1] > best[1] ? each : best));
  if (count === 0) return { kind: 'none', count: 0, others: 0 };
  const others = sizes.reduce((sum, [, size]) => sum + size, 0) - count;
  switch (kind) {
    case 'numbers': {
      const [min, median, max] = yield* middleAndEnds(numbers);
      const { bars, isSingle } = yield* numberBars(numbers);
      return { kind, count, others, asTexts: forms.asTexts, min, median, max, isSingle, bars };
    }
    case 'times': {
      const [earliest, median, latest] = yield* middleAndEnds(times);
      const { bars, step } = yield* timeBars(times);
      return { kind, count, others, zoneless: forms.zoneless, earliest, median, latest, step, bars };
    }
    case 'texts': {
      const { top, rest } = yield* frequent(forms.texts, count, isCut);
      return { kind, count, others, top, rest };
    }
    case 'booleans':
      return { kind, count, others, yes, no };
    case 'json': {
      const { top, rest } = yield* frequent(forms.keySets, objects, isCut);
      return { kind, count, others, objects, arrays, keySets: top, rest };
    }
  }
}

function* middleAndEnds(measures: Measures): Steps<readonly [string, string, string]> {
  const [least, greatest] = yield* measures.ends();
  const middle = yield* measures.atRank(Math.floor((measures.count - 1) / 2));
  return [measures.spelling(least), measures.spelling(middle), measures.spelling(greatest)];
}

/** `all`: their rows, those included whose values were no longer told apart. */
function* frequent(
  counts: ReadonlyMap<string, number>,
  all: number,
  isCut: boolean,
): Steps<{ readonly top: readonly ValueCount[]; readonly rest: Rest }> {
  const { top, rest } = yield* mostFrequent(counts, mostNamed);
  if (!isCut) return { top, rest };
  return { top, rest: { values: rest.values, rows: all - top.reduce((sum, { rows }) => sum + rows, 0) } };
}
