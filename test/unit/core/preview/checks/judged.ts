import type { DefinitionDraft } from '../../../../../src/core/definition.ts';
import { judgeRows } from '../../../../../src/core/preview/checks/judgeRows.ts';
import type { RowCheck, RowCheckCode, RowsVerdict } from '../../../../../src/core/preview/checks/rowCheck.ts';
import { readRows } from '../../../../../src/core/preview/rows.ts';
import { finish } from '../../../../../src/core/preview/steps.ts';

/** When the rows of these tests were fetched. */
export const now = new Date('2026-03-28T14:00:00Z');

type Judged = Pick<DefinitionDraft, 'kind' | 'column_mapping'>;

export const boolMetric: Judged = {
  kind: 'metric',
  column_mapping: { anonymous_id: 'id', timestamp: 'at', reward_type: 'bool' },
};
export const numericMetric: Judged = {
  kind: 'metric',
  column_mapping: { anonymous_id: 'id', timestamp: 'at', reward_type: 'numeric', value: 'amount' },
};
export const source: Judged = {
  kind: 'assignment_source',
  column_mapping: { anonymous_id: 'id', timestamp: 'at', variant: 'variant', context: 'context' },
};
export const factorSource: Judged = {
  kind: 'assignment_source',
  column_mapping: { anonymous_id: 'id', timestamp: 'at', factors: { headline: 'headline' } },
};

/** The verdict on rows that are given as JSON text or as values. */
export function verdictOf(definition: Judged, rows: string | readonly unknown[], at: Date = now): RowsVerdict {
  const text = typeof rows === 'string' ? rows : JSON.stringify(rows);
  return finish(judgeRows(readRows(text), definition, at));
}

/** The check of that code, if it applies to the rows. */
export function checkOf({ checks }: RowsVerdict, code: RowCheckCode): RowCheck | undefined {
  return checks.find(check => check.code === code);
}
