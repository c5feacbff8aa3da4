import { readTimestamp } from '../timestamp.ts';
import { isDecimal } from './decimal.ts';

export type Comparison = '<' | '<=' | '>' | '>=';

/**
 * What a cell must be like to be shown. `not` turns it around, for every cell: what does not compare at all, such as null
 * with a number, fulfils the negation.
 */
export type Condition =
  /** On the text of the value. Null and missing have none, and contain nothing. */
  | {
      readonly kind: 'contains' | 'startsWith';
      readonly text: string;
      readonly matchCase: boolean;
      readonly not: boolean;
    }
  /** Letter by letter, or by value where both are numbers: 5 equals 5.0. */
  | { readonly kind: 'equals'; readonly text: string; readonly not: boolean }
  /** With a number or a timestamp; a date alone is its first moment, as in SQL, and a time without a zone is UTC. */
  | { readonly kind: 'compares'; readonly operator: Comparison; readonly value: string; readonly not: boolean }
  /** `blank` is any of the three others. */
  | { readonly kind: 'is'; readonly what: 'null' | 'empty' | 'missing' | 'blank'; readonly not: boolean };

/** `nothing`: no text to look for · `not-comparable`: neither a number nor a timestamp behind `<`, `<=`, `>`, `>=`. */
export interface FilterProblem {
  readonly kind: 'problem';
  readonly code: 'nothing' | 'not-comparable';
}

const caseMark = 'case:';

/** Behind a first `"`, to a last one, with `""` for a quote between them. */
const quoted = /^"((?:[^"]|"")*)"$/;

function literal(typed: string): string | undefined {
  return quoted.exec(typed)?.[1]?.replaceAll('""', '"');
}

/**
 * Reads what a person types into the filter box of a column: `text` (contains, capitals or not), `case:Text`, `^text`
 * (starts with), `=text`, `<5`, `<=2026-01-01`, `>`, `>=`, `null`, `empty`, `missing`, `blank`; `!` before any of them
 * for its negation. Quotes take a text as it is: `"null"`, `="a ""b"" "`. Spaces around it do not count.
 */
export function parseFilter(typed: string): Condition | FilterProblem {
  const trimmed = typed.trim();
  const not = trimmed.startsWith('!');
  const rest = not ? trimmed.slice(1).trimStart() : trimmed;
  const what = rest.toLowerCase();
  if (what === 'null' || what === 'empty' || what === 'missing' || what === 'blank') return { kind: 'is', what, not };
  const operator = (['<=', '>=', '<', '>'] as const).find(sign => rest.startsWith(sign));
  if (operator) {
    const value = rest.slice(operator.length).trim();
    if (!isDecimal(value) && !readTimestamp(value)) return { kind: 'problem', code: 'not-comparable' };
    return { kind: 'compares', operator, value, not };
  }
  if (rest.startsWith('=')) {
    const operand = rest.slice(1).trim();
    if (operand === '') return { kind: 'problem', code: 'nothing' };
    return { kind: 'equals', text: literal(operand) ?? operand, not };
  }
  const matchCase = rest.startsWith(caseMark);
  const cased = matchCase ? rest.slice(caseMark.length).trim() : rest;
  const kind = cased.startsWith('^') ? 'startsWith' : 'contains';
  const operand = kind === 'startsWith' ? cased.slice(1).trim() : cased;
  const text = literal(operand) ?? operand;
  if (text === '') return { kind: 'problem', code: 'nothing' };
  return { kind, text, matchCase, not };
}

function sameText(condition: Condition, typed: string): boolean {
  const read = parseFilter(typed);
  if (read.kind === 'problem' || read.kind !== condition.kind || read.not !== condition.not) return false;
  if ('text' in read !== 'text' in condition) return false;
  if ('text' in read && 'text' in condition && read.text !== condition.text) return false;
  return !('matchCase' in read) || !('matchCase' in condition) || read.matchCase === condition.matchCase;
}

/** What to type for a condition: `parseFilter` gives the same one back. */
export function filterText(condition: Condition): string {
  const not = condition.not ? '!' : '';
  switch (condition.kind) {
    case 'is':
      return not + condition.what;
    case 'compares':
      return not + condition.operator + condition.value;
    case 'equals':
    case 'contains':
    case 'startsWith': {
      const sign = { equals: '=', contains: '', startsWith: '^' }[condition.kind];
      const head = not + ('matchCase' in condition && condition.matchCase ? caseMark : '') + sign;
      const plain = head + condition.text;
      return sameText(condition, plain) ? plain : `${head}"${condition.text.replaceAll('"', '""')}"`;
    }
    default:
      return condition satisfies never;
  }
}
