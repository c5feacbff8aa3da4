import * as vscode from 'vscode';
import type { PlanEntry } from '../core/plan/plan.ts';
import { plain } from '../core/text/plain.ts';
import { changesLine, usersOf } from './confirmation.ts';
import type { UsageResult } from './metricUsage.ts';

/** Of so many the question says each by name; the plan view has the rest. */
const mostNamed = 8;

/** What a push of several definitions does, in paragraphs: each by its name, and who is affected. */
export function pushAllLines(entries: readonly PlanEntry[], usage: UsageResult): readonly string[] {
  const { t } = vscode.l10n;
  const of = (action: PlanEntry['action']): readonly PlanEntry[] => entries.filter(entry => entry.action === action);
  const [created, replaced, updated] = [of('create'), of('replace'), of('update')];
  return [
    block(created.length === 0 ? '' : t('{0} to be created.', created.length), created, nameOf),
    block(replaceLine(replaced.length), replaced, entry => replacedLine(entry, usage)),
    replaced.length === 0 ? '' : usageNote(usage),
    block(
      updated.length === 0
        ? ''
        : t('The assignment source, which the whole organization shares, to be updated. The version before is kept.'),
      updated,
      entry => `${nameOf(entry)}: ${changesLine(entry)}`,
    ),
  ];
}

function block(head: string, entries: readonly PlanEntry[], word: (entry: PlanEntry) => string): string {
  const named = entries.slice(0, mostNamed).map(entry => `• ${word(entry)}`);
  const rest = entries.length - named.length;
  return [head, ...named, ...(rest === 0 ? [] : [vscode.l10n.t('• and {0} more, which the plan lists', rest)])].join(
    '\n',
  );
}

function nameOf({ name }: PlanEntry): string {
  return `“${plain(name, 'label')}”`;
}

function replaceLine(count: number): string {
  const { t } = vscode.l10n;
  if (count === 0) return '';
  const what =
    count === 1
      ? t('1 to be replaced by a metric with a new id.')
      : t('{0} to be replaced by metrics with new ids.', count);
  return `${what} ${t('A metric cannot be changed in place: a new one is created, and its new id is written into the file.')}`;
}

function replacedLine(entry: PlanEntry, usage: UsageResult): string {
  const users = usersOf(usage, entry.remote?.id ?? '');
  const used = users === '' ? '' : ` ${vscode.l10n.t('Still used by: {0}.', users)}`;
  return `${nameOf(entry)}: ${changesLine(entry)}${used}`;
}

function usageNote(usage: UsageResult): string {
  const { t } = vscode.l10n;
  if (usage.kind !== 'known') return t('Which optimizations use them could not be found out.');
  const isUsed = [...usage.uses.values()].some(uses => uses.length > 0);
  const note = isUsed
    ? t('Optimizations go on using an old metric until they are pointed at the new one.')
    : usage.isComplete
      ? t('No optimization uses an old one as its reward.')
      : '';
  const more = usage.isComplete ? '' : t('There are more optimizations than were looked at.');
  return [note, more].filter(part => part !== '').join(' ');
}
