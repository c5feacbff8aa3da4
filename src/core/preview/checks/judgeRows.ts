import type { DefinitionDraft } from '../../definition.ts';
import type { CheckLevel } from '../checkLevel.ts';
import type { Steps } from '../steps.ts';
import { judgeConversions } from './conversionChecks.ts';
import { judgeFactor } from './factorChecks.ts';
import { judgeIds } from './idChecks.ts';
import { judgeContexts, judgeVariants } from './jsonChecks.ts';
import { type JudgedTable, mappedCells, type MappedCells } from './mappedCells.ts';
import type { MappingPath, RowCheck, RowsVerdict } from './rowCheck.ts';
import { judgeTimestamps } from './timestampChecks.ts';
import { judgeValues } from './valueChecks.ts';

/** Of a definition, what its rows are judged by. */
export type JudgedDefinition = Pick<DefinitionDraft, 'kind' | 'column_mapping'>;

/**
 * Judges the rows of a preview by the column mapping. Yields after every thousand cells or so, and reads the mapped
 * columns only. Never throws for rows that `JSON.parse` has accepted. It judges a sample: what may as well be right is
 * not held against it.
 *
 * @param now when the rows were fetched; times behind it lie in the future
 */
export function* judgeRows(table: JudgedTable, definition: JudgedDefinition, now: Date | number): Steps<RowsVerdict> {
  const { rowCount } = table;
  if (rowCount === 0) return { rowCount, checks: [noRows()] };
  const checks: RowCheck[] = [];
  const mapping = definition.column_mapping;
  /** The column of a part of the mapping; a check of its own says where no row has it. */
  const cellsOf = (key: string): MappedCells | undefined => {
    const name = mapping[key];
    if (typeof name !== 'string' || name === '') return undefined;
    const cells = mappedCells(table, ['column_mapping', key], name);
    if (cells === undefined) checks.push(missing('mapped-column-missing', ['column_mapping', key], name, rowCount));
    return cells;
  };
  const ids = cellsOf('anonymous_id');
  if (ids !== undefined) checks.push(...(yield* judgeIds(ids)));
  const times = cellsOf('timestamp');
  if (times !== undefined) checks.push(...(yield* judgeTimestamps(times, Number(now))));

  if (definition.kind === 'metric') {
    const rewardType = mapping['reward_type'];
    if (rewardType === 'bool') {
      if (ids !== undefined && times !== undefined) checks.push(...(yield* judgeConversions(ids, times)));
    } else {
      const values = cellsOf('value');
      if (values !== undefined) checks.push(...(yield* judgeValues(values)));
    }
  } else {
    const factors = factorsOf(mapping['factors']);
    const variants = cellsOf('variant');
    if (variants !== undefined) checks.push(...(yield* judgeVariants(variants, factors.length === 0)));
    const contexts = cellsOf('context');
    if (contexts !== undefined) checks.push(...(yield* judgeContexts(contexts)));
    for (const [factor, name] of factors) {
      const path: MappingPath = ['column_mapping', 'factors', factor];
      const cells = mappedCells(table, path, name);
      if (cells === undefined) checks.push(missing('factor-missing', path, name, rowCount));
      else checks.push(...(yield* judgeFactor(cells)));
    }
  }
  return { rowCount, checks: checks.toSorted((one, other) => gravity[one.level] - gravity[other.level]) };
}

const gravity: Readonly<Record<CheckLevel, number>> = { error: 0, warning: 1, info: 2, fine: 3 };

function factorsOf(factors: unknown): readonly (readonly [string, string])[] {
  if (typeof factors !== 'object' || factors === null || Array.isArray(factors)) return [];
  return Object.entries(factors).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
}

function noRows(): RowCheck {
  const path = ['column_mapping'] as const;
  return { code: 'no-rows', level: 'warning', path, count: 0, of: 0, rows: new Uint32Array(), examples: [] };
}

function missing(
  code: 'mapped-column-missing' | 'factor-missing',
  path: MappingPath,
  column: string,
  rowCount: number,
): RowCheck {
  const rows = new Uint32Array();
  return { code, level: 'error', path, column, count: rowCount, of: rowCount, rows, examples: [] };
}
