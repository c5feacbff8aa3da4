import { cellKind } from '../cellText.ts';
import { valueText } from '../cellValue.ts';
import { compareTimestamps, readTimestamp } from '../timestamp.ts';
import type { Comparison, Condition } from './condition.ts';
import { compareDecimals, isDecimal } from './decimal.ts';

/** True of the source of a cell, or of a missing one, that is to be shown. */
export type CellTest = (source: string | undefined) => boolean;

function holds(operator: Comparison, difference: number): boolean {
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    default:
      return operator satisfies never;
  }
}

/** On the text of a value; false where there is none. */
function textTest(test: (text: string) => boolean): CellTest {
  return source => source !== undefined && source !== 'null' && test(valueText(source));
}

function searchTest(condition: Extract<Condition, { kind: 'contains' | 'startsWith' }>): CellTest {
  const { kind, matchCase } = condition;
  const fold = (text: string): string => (matchCase ? text : text.toLowerCase());
  const wanted = fold(condition.text);
  return textTest(kind === 'contains' ? text => fold(text).includes(wanted) : text => fold(text).startsWith(wanted));
}

function equalTest(wanted: string): CellTest {
  const isNumber = isDecimal(wanted);
  return source => {
    if (source === undefined || source === 'null') return false;
    if (isNumber && cellKind(source) === 'number') return compareDecimals(source, wanted) === 0;
    return valueText(source) === wanted;
  };
}

function comparisonTest(operator: Comparison, value: string): CellTest {
  if (isDecimal(value)) {
    // A warehouse's exact decimals come as texts.
    return textTest(text => isDecimal(text) && holds(operator, compareDecimals(text, value)));
  }
  const limit = readTimestamp(value);
  if (!limit) return () => false;
  return textTest(text => {
    const time = readTimestamp(text);
    return time !== undefined && holds(operator, compareTimestamps(time, limit));
  });
}

function positiveTest(condition: Condition): CellTest {
  switch (condition.kind) {
    case 'contains':
    case 'startsWith':
      return searchTest(condition);
    case 'equals':
      return equalTest(condition.text);
    case 'compares':
      return comparisonTest(condition.operator, condition.value);
    case 'is': {
      const { what } = condition;
      return source => {
        const kind = cellKind(source);
        return what === 'blank' ? kind === 'null' || kind === 'empty' || kind === 'missing' : kind === what;
      };
    }
    default:
      return condition satisfies never;
  }
}

/** A condition as a test of cells. */
export function cellTest(condition: Condition): CellTest {
  const test = positiveTest(condition);
  return condition.not ? source => !test(source) : test;
}
