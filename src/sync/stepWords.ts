import * as vscode from 'vscode';
import type { Outcome, Step, StepOutcome } from '../core/apply/outcome.ts';

/** How something ended, for the log. */
export function wordKind(kind: Outcome['kind']): string {
  const { t } = vscode.l10n;
  switch (kind) {
    case 'done':
      return t('done');
    case 'not_done':
      return t('not done in full');
    case 'unknown':
      return t('unknown');
  }
}

/** A step of a write and how it ended, as `sent: done`. */
export function wordStep({ step, kind }: Pick<StepOutcome, 'step' | 'kind'>): string {
  const { t } = vscode.l10n;
  return `${wordOfStep(step)}: ${kind === 'not_done' ? t('not done') : wordKind(kind)}`;
}

function wordOfStep(step: Step): string {
  const { t } = vscode.l10n;
  switch (step) {
    case 'check':
      return t('looked at first');
    case 'journal':
      return t('written into the journal');
    case 'send':
      return t('sent');
    case 'look_up':
      return t('found when looked up');
    case 'read_back':
      return t('read back as sent');
    case 'write_id':
      return t('id written into the file');
    case 'delete_old':
      return t('old one deleted');
  }
}
