import * as vscode from 'vscode';
import type { Definition } from '../core/definition.ts';
import { plain } from '../core/text/plain.ts';
import { keyOf, refOf } from '../catalog/snapshot.ts';
import { failureLine, wordFailure } from '../platform/failure.ts';
import type { PlanEntry } from '../core/plan/plan.ts';
import { statusUri } from '../sync/fileDecorations.ts';
import { entryLook } from '../sync/statusWords.ts';
import type { DefinitionNode } from './definitionNode.ts';

/** How a line of the tree looks. Tooltips of definitions come later, from `tooltipOf`, when one is pointed at. */
export function treeItemOf(node: DefinitionNode): vscode.TreeItem {
  switch (node.kind) {
    case 'definition':
      return definitionItem(node);
    case 'file':
      return fileItem(node.entry);
    case 'mapping':
      return mappingItem(node.key, node.column);
    case 'noFiles':
      return noFilesItem();
    case 'noSource':
      return noteItem(
        vscode.l10n.t('No assignment source'),
        vscode.l10n.t('optimizations cannot train without one'),
        'circle-slash',
      );
    case 'noMetrics':
      return noteItem(vscode.l10n.t('No metrics yet'), vscode.l10n.t('this organization has none'), 'circle-slash');
    case 'failed':
      return failedItem(node);
    case 'old': {
      const time = node.takenAt.toLocaleTimeString();
      return noteItem(vscode.l10n.t('As of {0}', time), vscode.l10n.t('what follows may be out of date'), 'history');
    }
  }
}

/** The exact SQL, as text: a string tooltip is drawn as it is, without links, images or icons (T17). */
export function tooltipOf({ name, sql, kind, ...rest }: Definition, entry?: PlanEntry): string {
  const times = [
    rest.created_at === null ? undefined : vscode.l10n.t('Created: {0}', timeWord(rest.created_at)),
    rest.updated_at === null ? undefined : vscode.l10n.t('Updated: {0}', timeWord(rest.updated_at)),
  ];
  const id = kind === 'metric' ? vscode.l10n.t('Id: {0}', rest.id) : undefined;
  const stands = entry === undefined ? [] : statusLines(entry);
  const facts = [name, ...stands, id, ...times].filter(line => line !== undefined).map(line => plain(line, 'label'));
  return [...facts, '', plain(sql, 'multiline')].join('\n');
}

/** In the person's own way of writing times; what is no time is shown as it came. */
function timeWord(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : date.toLocaleString();
}

function definitionItem(node: Extract<DefinitionNode, { kind: 'definition' }>): vscode.TreeItem {
  const { definition, snapshot, entry } = node;
  const item = new vscode.TreeItem(plain(definition.name, 'label'), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = keyOf(refOf(definition, snapshot.environment.name));
  const stands = entry === undefined ? [] : statusWords(entry);
  const words = [...stands, kindWord(definition)];
  // A narrow side bar has no room for both, and the icon tells the kind.
  item.description = words[0] ?? '';
  if (entry !== undefined) item.resourceUri = statusUri(entry);
  item.iconPath = new vscode.ThemeIcon(iconOf(definition), colorOf(entry));
  item.contextValue = contextOf(definition.kind, entry);
  item.accessibilityInformation = { label: [plain(definition.name, 'label'), ...words].join(', ') };
  return item;
}

function fileItem(entry: PlanEntry): vscode.TreeItem {
  const name = plain(entry.name, 'label');
  const item = new vscode.TreeItem(name);
  item.id = `file ${entry.key}`;
  const words = statusWords(entry);
  const path = entry.file?.path ?? '';
  item.description = [...words, plain(path, 'label')].join(' · ');
  item.resourceUri = statusUri(entry);
  const { icon, meaning } = entryLook(entry);
  item.tooltip = [name, plain(path, 'label', 200), plain(meaning, 'multiline')].join('\n');
  item.iconPath = new vscode.ThemeIcon(icon, colorOf(entry));
  item.contextValue = contextOf(entry.kind, entry);
  item.accessibilityInformation = { label: [name, ...words, meaning].join(', ') };
  return item;
}

/** Only what a person may want to do something about: most definitions are unchanged or have no file. */
function statusWords(entry: PlanEntry): readonly string[] {
  return entry.status === 'unchanged' || entry.status === 'untracked' ? [] : [entryLook(entry).word];
}

/** How a definition stands, in a sentence, and which metric took its place if one did. */
function statusLines(entry: PlanEntry): readonly string[] {
  if (statusWords(entry).length === 0) return [];
  const { meaning } = entryLook(entry);
  return entry.replacedBy === undefined ? [meaning] : [meaning, vscode.l10n.t('Replaced by: {0}', entry.replacedBy)];
}

function colorOf(entry: PlanEntry | undefined): vscode.ThemeColor | undefined {
  const color = entry === undefined ? undefined : entryLook(entry).color;
  return color === undefined ? undefined : new vscode.ThemeColor(color);
}

/** `metric`, or with a plan `metric remote modified file push`: what the menus' conditions look for. */
function contextOf(kind: Definition['kind'], entry: PlanEntry | undefined): string {
  const parts = [kind === 'metric' ? 'metric' : 'assignmentSource'];
  if (entry === undefined) return [...parts, 'remote'].join(' ');
  if (entry.remote !== undefined) parts.push('remote');
  parts.push(entry.status);
  if (entry.file !== undefined) parts.push('file');
  if (entry.action !== undefined) parts.push('push');
  return parts.join(' ');
}

function kindWord(definition: Definition): string {
  if (definition.kind === 'assignment_source') return vscode.l10n.t('assignment source');
  const rewardType = definition.column_mapping['reward_type'];
  return typeof rewardType === 'string' ? plain(rewardType, 'label') : vscode.l10n.t('metric');
}

function iconOf(definition: Definition): string {
  if (definition.kind === 'assignment_source') return 'git-compare';
  switch (definition.column_mapping['reward_type']) {
    case 'bool':
      return 'symbol-boolean';
    case 'numeric':
      return 'symbol-numeric';
    default:
      return 'graph';
  }
}

function mappingItem(key: string, column: string): vscode.TreeItem {
  const item = new vscode.TreeItem(plain(key, 'label'));
  item.description = plain(column, 'label');
  item.iconPath = new vscode.ThemeIcon('symbol-field');
  item.tooltip = vscode.l10n.t('{0} is read from the column {1}', plain(key, 'label'), plain(column, 'label'));
  return item;
}

function noteItem(label: string, description: string, icon: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon);
  return item;
}

/** For whoever comes to a workspace without files: what everything else here begins with. */
function noFilesItem(): vscode.TreeItem {
  const pull = vscode.l10n.t('Pull All…');
  const item = noteItem(vscode.l10n.t('No files here yet'), pull, 'cloud-download');
  item.tooltip = vscode.l10n.t('Pull definitions to get files that you can change and push. You choose which ones.');
  item.command = { command: 'levered.pullAll', title: pull };
  return item;
}

function failedItem(node: Extract<DefinitionNode, { kind: 'failed' }>): vscode.TreeItem {
  const failure = wordFailure(node.error);
  const label =
    node.subject === 'list'
      ? vscode.l10n.t('The definitions could not be read')
      : vscode.l10n.t('The assignment source could not be read');
  const item = new vscode.TreeItem(label);
  const id = failure.requestId === undefined ? '' : ` (${failure.requestId})`;
  item.description = plain(failure.title + id, 'label', 200);
  item.tooltip = plain(failureLine(failure), 'multiline');
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.contextValue = 'failed';
  item.accessibilityInformation = { label: `${label}. ${plain(failureLine(failure), 'label', 500)}` };
  return item;
}
