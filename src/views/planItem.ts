import * as vscode from 'vscode';
import type { Outcome } from '../core/apply/outcome.ts';
import type { Plan, PlanEntry } from '../core/plan/plan.ts';
import { plain } from '../core/text/plain.ts';
import { failureLine, wordFailure } from '../platform/failure.ts';
import { wordOutcome } from '../sync/outcomeWords.ts';
import { entryLook } from '../sync/statusWords.ts';
import { isPushable, type PlanGroup } from './planNode.ts';

/** What a person should know before anything of the plan is written. */
export function planNotes({ warnings }: Plan): readonly string[] {
  return warnings.map(warning => {
    switch (warning.kind) {
      case 'scan_incomplete':
        return vscode.l10n.t('Not all files could be read: what is missing here may exist.');
      case 'many_missing':
        return vscode.l10n.t(
          '{0} of the {1} metrics that the files know are gone. Is this the right organization?',
          warning.missing,
          warning.known,
        );
    }
  });
}

export function noteItem(text: string): vscode.TreeItem {
  const item = new vscode.TreeItem(text);
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.tooltip = text;
  return item;
}

export function groupItem(group: PlanGroup, count: number): vscode.TreeItem {
  const isQuiet = group === 'left' || group === 'pull';
  const item = new vscode.TreeItem(
    groupWord(group),
    isQuiet ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded,
  );
  item.id = `group ${group}`;
  item.description = String(count);
  return item;
}

function groupWord(group: PlanGroup): string {
  const { t } = vscode.l10n;
  switch (group) {
    case 'create':
      return t('To be created');
    case 'replace':
      return t('To be replaced, with a new id');
    case 'update':
      return t('To be updated for the whole organization');
    case 'blocked':
      return t('Not pushed before you have looked at them');
    case 'pull':
      return t('Newer or only in Levered: left as they are');
    case 'superseded':
      return t('Superseded, and still there');
    case 'left':
      return t('Unchanged');
  }
}

/** @param isChosen whether its box is ticked; undefined where it has none */
export function entryItem(entry: PlanEntry, isChosen: boolean | undefined): vscode.TreeItem {
  const { word, icon, color, meaning } = entryLook(entry);
  const item = new vscode.TreeItem(plain(entry.name, 'label'));
  item.id = entry.key;
  const path = entry.file === undefined ? '' : plain(entry.file.path, 'label');
  item.description = [word, path].filter(part => part !== '').join(' · ');
  item.tooltip = plain([entry.name, path, meaning].filter(part => part !== '').join('\n'), 'multiline');
  item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  item.contextValue = `entry ${entry.status} ${entry.kind}`;
  if (isPushable(entry) && isChosen !== undefined) {
    item.checkboxState = isChosen ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked;
  }
  item.accessibilityInformation = { label: `${plain(entry.name, 'label')}, ${word}, ${meaning}` };
  return item;
}

const outcomeIcons: Readonly<Record<Outcome['kind'], readonly [icon: string, color: string]>> = {
  done: ['pass', 'testing.iconPassed'],
  not_done: ['error', 'testing.iconFailed'],
  unknown: ['question', 'testing.iconQueued'],
};

export function outcomeItem(outcome: Outcome): vscode.TreeItem {
  const sentence = wordOutcome(outcome);
  const item = new vscode.TreeItem(plain(outcome.name, 'label'));
  item.description = sentence;
  const why = outcome.failure === undefined ? '' : failureLine(wordFailure(outcome.failure.error));
  const lines = [outcome.name, sentence, why, outcome.requestIds.join(', ')].filter(line => line !== '');
  item.tooltip = plain(lines.join('\n'), 'multiline');
  const [icon, color] = outcomeIcons[outcome.kind];
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.contextValue = `outcome ${outcome.kind}`;
  item.accessibilityInformation = { label: plain(lines.join('. '), 'label', 500) };
  return item;
}
