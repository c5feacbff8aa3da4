import { visibleText } from '../../core/preview/cellText.ts';
import type { PreviewResult } from '../../core/preview/messages.ts';
import type { PreviewWords } from '../../core/preview/words/previewWords.ts';
import { rowCount } from '../facts.ts';
import { fillIn } from '../pictures/wording.ts';
import type { HeldResult, RowsState } from './heldResults.ts';

/** A held result that the host has named. */
export type NamedResult = HeldResult & { readonly state: RowsState };

/** Enough of a hash to tell a handful of queries apart. */
const hashLength = 7;

/** When a result came. */
export function resultTime({ finishedAt }: PreviewResult): string {
  return visibleText(finishedAt, 60);
}

/** A result among the others: time, rows, query, what the rows were judged to be, and where it stands. */
export function resultLabel({ state, isPinned }: NamedResult, isNewest: boolean, words: PreviewWords): string {
  const { results } = words;
  const facts = [rowCount(words, state.result.rowCount)];
  if (state.result.sqlHash !== undefined) facts.push(hashLabel(state.result.sqlHash, words));
  if (state.verdict !== undefined && state.verdict.checks.length > 0) {
    const worst = state.verdict.checks.find(check => check.level !== 'fine')?.level ?? 'fine';
    facts.push(words.levels[worst]);
  }
  if (isNewest) facts.push(results.newest);
  if (isPinned) facts.push(results.pinned);
  return fillIn(results.result, resultTime(state.result), facts.join(' · '));
}

function hashLabel(hash: string, { results }: PreviewWords): string {
  return fillIn(results.sql, visibleText(hash.slice(0, hashLength)));
}
