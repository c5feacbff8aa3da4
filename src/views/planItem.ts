import * as vscode from 'vscode';
import type { Outcome } from '../core/apply/outcome.ts';
import type { Plan, PlanEntry } from '../core/plan/plan.ts';
import { plain } from '../core/text/plain.ts';
import { failureLine, wordFailure } from '../platform/failure.ts';
import { wordOutcomeBriefly } from '../sync/outcomeBrief.ts';
import { wordOutcome } from '../sync/outcomeWords.ts';
import { entryLook } from '../sync/statusWords.ts';
import { isPushable, type PlanGroup } from './planNode.ts';
import { countsOf, type Finished } from './planShown.ts';

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
  const isQuiet = group === 'left' || group === 'remote';
  const { word, meaning } = groupWords(group);
  const item = new vscode.TreeItem(
    word,
    isQuiet ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded,
  );
  item.id = `group ${group}`;
  item.description = String(count);
  item.tooltip = meaning;
  item.accessibilityInformation = { label: `${word}, ${count}. ${meaning}` };
  return item;
}

/** What came of the last push, for when its own list has made way for another plan. */
export function pastItem({ plan, outcomes }: Pick<Finished, 'plan' | 'outcomes'>): vscode.TreeItem {
  const word = vscode.l10n.t('Last push');
  const item = new vscode.TreeItem(word, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = 'last push';
  item.description = plain([plan.environment, countsOf(outcomes).join(', ')].join(' · '), 'label');
  item.tooltip = vscode.l10n.t('What became of each definition, with its requests. The log has it as well.');
  item.accessibilityInformation = { label: `${word}, ${item.description}. ${item.tooltip}` };
  return item;
}

/** A word that a narrow side bar does not cut off, and what it means for whoever points at it. */
function groupWords(group: PlanGroup): { readonly word: string; readonly meaning: string } {
  const { t } = vscode.l10n;
  switch (group) {
    case 'create':
      return {
        word: t('To create'),
        meaning: t('Levered does not have these yet. A push writes their ids into the files.'),
      };
    case 'replace':
      return {
        word: t('To replace'),
        meaning: t(
          'A metric cannot be changed in place: a push creates a new one and writes its new id into the file.',
        ),
      };
    case 'update':
      return { word: t('To update'), meaning: t('A push changes the assignment source for the whole organization.') };
    case 'blocked':
      return {
        word: t('Needs a look'),
        meaning: t('These are not pushed before you have looked at them. Point at one to see why.'),
      };
    case 'newer':
      return {
        word: t('Newer in Levered'),
        meaning: t('A push leaves these as they are. Pull them to update their files.'),
      };
    case 'remote':
      return {
        word: t('Only in Levered'),
        meaning: t('A push leaves these as they are. Pull them to get their files.'),
      };
    case 'superseded':
      return {
        word: t('Superseded'),
        meaning: t(
          'A push put other metrics in place of these, and they still exist. Delete them when nothing uses them.',
        ),
      };
    case 'left':
      return { word: t('Unchanged'), meaning: t('Files and Levered say the same, so a push does nothing.') };
  }
}

/** @param isChosen whether its box is ticked; undefined where it has none */
export function entryItem(entry: PlanEntry, isChosen: boolean | undefined): vscode.TreeItem {
  const { word, icon, color, meaning } = entryLook(entry);
  const item = new vscode.TreeItem(plain(entry.name, 'label'));
  item.id = entry.key;
  const path = entry.file === undefined ? '' : plain(entry.file.path, 'label');
  item.description = [word, path].filter(part => part !== '').join(' · ');
  const lines = [plain(entry.name, 'label'), path, plain(meaning, 'multiline')];
  item.tooltip = lines.filter(part => part !== '').join('\n');
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
  item.description = wordOutcomeBriefly(outcome);
  const why = outcome.failure === undefined ? '' : failureLine(wordFailure(outcome.failure.error));
  const ids = outcome.requestIds.join(', ');
  const requests = ids === '' ? '' : vscode.l10n.t('Requests: {0}', ids);
  const lines = [plain(outcome.name, 'label'), sentence, why, requests].filter(line => line !== '');
  item.tooltip = plain(lines.join('\n'), 'multiline');
  const [icon, color] = outcomeIcons[outcome.kind];
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.contextValue = `outcome ${outcome.kind}`;
  item.accessibilityInformation = { label: plain(lines.join('. '), 'label', 500) };
  return item;
}
