import type { Steps } from '../steps.ts';
import { FoundRows } from './foundRows.ts';
import { IdCensus } from './idCensus.ts';
import { idPrefix, type IdShape, idShape } from './idShape.ts';
import { KeyMap } from './keyMap.ts';
import { eachCell, type MappedCells } from './mappedCells.ts';
import type { RowCheck, RowCheckCode } from './rowCheck.ts';
import { isBlank, isNull } from './source.ts';

interface ShapeRule {
  readonly code: RowCheckCode;
  /** How many ids the rule is about. */
  readonly of: number;
  readonly rule: string | undefined;
  readonly isBroken: (shape: IdShape) => boolean;
}

/** Ids that are spelled in another way than most: the same visitor under two spellings joins only with one of them. */
export function* judgeIdShapes(ids: MappedCells): Steps<readonly RowCheck[]> {
  const census = new IdCensus();
  yield* eachId(ids, (_, shape) => census.add(shape));
  const rules = rulesOf(census).map(rule => ({ ...rule, found: new FoundRows() }));
  yield* eachId(ids, (row, shape, source) => {
    for (const { isBroken, found } of rules) if (isBroken(shape)) found.add(row, source);
  });
  return rules.map(({ code, of, rule, found }) => found.check(ids, { code, level: 'warning', of, rule }));
}

function* eachId(ids: MappedCells, look: (row: number, shape: IdShape, source: string) => void): Steps<undefined> {
  return yield* eachCell(ids, (row, source) => {
    if (!isNull(source) && !isBlank(source)) look(row, idShape(source), source);
  });
}

function rulesOf(census: IdCensus): readonly ShapeRule[] {
  const rules: ShapeRule[] = [];
  if (census.lettered > 0) rules.push(caseRule(census));
  const { prefixRule } = census;
  if (prefixRule !== undefined) {
    rules.push({
      code: 'mixed-id-prefix',
      of: census.texts,
      rule: prefixRule,
      isBroken: ({ type, text }) => type === 'text' && idPrefix(text) !== prefixRule,
    });
  }
  if (census.total > 0) rules.push(typeRule(census));
  return rules;
}

function caseRule({ lettered: of, caseRule: rule }: IdCensus): ShapeRule {
  if (rule !== undefined) {
    const isBroken = ({ letterCase }: IdShape): boolean => letterCase !== 'none' && letterCase !== rule;
    return { code: 'mixed-id-case', of, rule, isBroken };
  }
  const spellings = new KeyMap<string>();
  return {
    code: 'mixed-id-case',
    of,
    rule,
    /** One id in two spellings: which of them is right is not known, so the one that comes first is. */
    isBroken: ({ letterCase, text }) => {
      if (letterCase === 'none') return false;
      const folded = text.toLowerCase();
      const first = spellings.get(folded);
      if (first === undefined) spellings.set(folded, text);
      return first !== undefined && first !== text;
    },
  };
}

function typeRule(census: IdCensus): ShapeRule {
  const { total: of, typeRule: usual, digitsRule } = census;
  const code = 'mixed-id-type';
  if (usual !== undefined) return { code, of, rule: usual, isBroken: ({ type }) => type !== usual };
  const isBroken = ({ type, text, isDigits }: IdShape): boolean => {
    if (type !== 'text' || digitsRule === undefined) return false;
    return digitsRule === 'digits' ? !isDigits : isDigits && !census.hasLength(text.length);
  };
  return { code, of, rule: digitsRule, isBroken };
}
