import * as vscode from 'vscode';
import { type Changes, changesBetween } from '../core/plan/changes.ts';
import type { PlanEntry } from '../core/plan/plan.ts';
import { plain } from '../core/text/plain.ts';
import type { Snapshot } from '../catalog/snapshot.ts';
import type { UsageResult } from './metricUsage.ts';

/** A question with a few buttons, in the middle of the window. @returns the button, or undefined for no */
export async function ask<T extends string>(
  title: string,
  lines: readonly string[],
  ...buttons: readonly T[]
): Promise<T | undefined> {
  const options = { modal: true, detail: lines.filter(line => line !== '').join('\n\n') };
  return vscode.window.showWarningMessage<T>(title, options, ...buttons);
}

/** Has the person type a name before something is done that is hard to undo. */
export async function askTyped(title: string, name: string, prompt: string): Promise<boolean> {
  const wanted = name.trim();
  const typed = await vscode.window.showInputBox({
    title,
    prompt,
    placeHolder: plain(wanted, 'markdownish'),
    ignoreFocusOut: true,
    validateInput: value =>
      value.trim() === wanted || value === ''
        ? undefined
        : vscode.l10n.t('This is not the name. Type it exactly, or press Escape to leave everything as it is.'),
  });
  return typed?.trim() === wanted;
}

/** `prod (org_demo), a protected environment`: where something is about to be written. */
export function placeOf({ environment, organization }: Snapshot): string {
  const place = `${environment.name} (${plain(organization ?? '?', 'label')})`;
  return environment.isProtected ? vscode.l10n.t('{0}, a protected environment', place) : place;
}

/** A definition's name between quotes, so that no text of it runs into the sentence. */
export function quoted(name: string): string {
  return `“${plain(name, 'markdownish')}”`;
}

/** What a push changes, in one sentence; empty when there is nothing to compare with. */
export function changesLine({ file, remote }: PlanEntry): string {
  if (file?.draft === undefined || remote === undefined) return '';
  const parts = changeWords(changesBetween(remote, file.draft));
  if (parts.length === 0) return vscode.l10n.t('Only layout and comments change.');
  return vscode.l10n.t('It changes {0}.', parts.join(', '));
}

function changeWords({ isRenamed, mappingKeys, addedLines, removedLines }: Changes): readonly string[] {
  const { t } = vscode.l10n;
  const words: string[] = [];
  if (isRenamed) words.push(t('the name'));
  if (addedLines + removedLines > 0) words.push(t('the query (+{0} −{1} lines)', addedLines, removedLines));
  for (const key of mappingKeys) words.push(`column_mapping.${plain(key, 'label')}`);
  return words;
}

/** Which optimizations use the metric that is about to be replaced or deleted. */
export function usageLine(usage: UsageResult, id: string): string {
  const { t } = vscode.l10n;
  if (usage.kind !== 'known') return t('Which optimizations use it could not be found out.');
  const names = usersOf(usage, id);
  const more = usage.isComplete ? '' : ` ${t('There are more optimizations than were looked at.')}`;
  if (names === '') return usage.isComplete ? t('No optimization uses it as its reward.') : more.trim();
  return t('These optimizations use it, and go on using it until they are pointed at another: {0}.', names) + more;
}

/** The optimizations that are known to use a metric, by name; empty when none is. */
export function usersOf(usage: UsageResult, id: string): string {
  const uses = usage.kind === 'known' ? (usage.uses.get(id) ?? []) : [];
  return uses.map(({ name }) => `“${plain(name, 'label')}”`).join(', ');
}
