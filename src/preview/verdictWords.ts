import * as vscode from 'vscode';
import type { RowCheck, RowsVerdict } from '../core/preview/checks/rowCheck.ts';
import type { CheckLevel } from '../core/preview/checkLevel.ts';
import type { PreviewVerdict, ShownCheck } from '../core/preview/messages.ts';
import { checkAdvice } from './checkAdvice.ts';
import { checkTitle, shown } from './checkTitles.ts';

/** A verdict as the page shows it. Its checks are those of the verdict, one for one and in the same order. */
export function verdictWords({ rowCount, checks }: RowsVerdict): PreviewVerdict {
  return {
    summary: rowCount === 0 ? vscode.l10n.t('There are no rows to judge.') : summaryOf(checks),
    sample: sampleOf(rowCount),
    checks: checks.map(checkWords),
  };
}

function checkWords(check: RowCheck): ShownCheck {
  const { code, level, column, rows } = check;
  const advice = checkAdvice(check);
  // What no row has is no column that could be shown.
  const isShown = column !== undefined && (check.count === 0 || rows.length > 0);
  return {
    code,
    level,
    title: checkTitle(check),
    ...(advice === undefined ? {} : { advice }),
    // As the rows have it, so that the page can find it; the page makes it safe where it shows it.
    ...(isShown ? { column } : {}),
    ...(rows.length === 0 ? {} : { rows }),
  };
}

function summaryOf(checks: readonly RowCheck[]): string {
  const { t } = vscode.l10n;
  const amount = (wanted: CheckLevel): number => checks.filter(({ level }) => level === wanted).length;
  const [errors, warnings] = [amount('error'), amount('warning')];
  const problems = errors === 1 ? t('1 problem') : t('{0} problems', shown(errors));
  const doubts = warnings === 1 ? t('1 warning') : t('{0} warnings', shown(warnings));
  if (errors > 0 && warnings > 0) return t('{0} and {1} in these rows.', problems, doubts);
  if (errors > 0 || warnings > 0) return t('{0} in these rows.', errors > 0 ? problems : doubts);
  return t('Nothing wrong was found in these rows.');
}

function sampleOf(rowCount: number): string {
  const { t } = vscode.l10n;
  if (rowCount === 0) return t('A preview returns a sample, and this one is empty.');
  return rowCount === 1
    ? t('Judged by the 1 row that the preview returned; a preview returns a sample.')
    : t('Judged by the {0} rows that the preview returned; a preview returns a sample.', shown(rowCount));
}
