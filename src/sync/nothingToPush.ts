import * as vscode from 'vscode';
import type { PlanEntry } from '../core/plan/plan.ts';
import { quoted } from './confirmation.ts';
import { entryLook } from './statusWords.ts';

/** A button that does what the person needs first, by its command. */
interface Way {
  readonly label: string;
  readonly command: string;
}

/**
 * Says why a definition is not pushed, with a button for what to do instead. VS Code cuts a message without buttons off
 * after its first words.
 */
export async function tellNothingToPush(entry: PlanEntry): Promise<void> {
  const { sentence, ways } = answerTo(entry);
  const picked = await vscode.window.showInformationMessage(
    `${quoted(entry.name)}: ${sentence}`,
    ...ways.map(({ label }) => label),
  );
  const way = ways.find(({ label }) => label === picked);
  if (way === undefined) return;
  const uri = entry.file === undefined ? undefined : vscode.Uri.parse(entry.file.uri, true);
  await vscode.commands.executeCommand(way.command, uri);
}

function answerTo(entry: PlanEntry): { readonly sentence: string; readonly ways: readonly Way[] } {
  const { t } = vscode.l10n;
  const { meaning } = entryLook(entry);
  const compare = { label: t('Compare'), command: 'levered.compare' };
  switch (entry.status) {
    case 'outdated':
      return {
        sentence: `${meaning} ${t('Pull it first.')}`,
        ways: [{ label: t('Pull'), command: 'levered.pull' }, compare],
      };
    case 'conflict':
      return {
        // With a base, its meaning says so already.
        sentence: entry.base === undefined ? `${meaning} ${t('Merge the two, then push.')}` : meaning,
        ways: [{ label: t('Merge'), command: 'levered.merge' }, compare],
      };
    case 'invalid':
      return {
        sentence: meaning,
        ways: [{ label: t('Open File'), command: 'vscode.open' }],
      };
    case 'unchanged':
      return entry.isCosmetic
        ? {
            sentence: t(
              'Only comments or layout differ, so nothing was pushed. They go along with the next change of the query.',
            ),
            ways: [compare],
          }
        : { sentence: t('File and Levered say the same, so nothing was pushed.'), ways: [] };
    case 'new':
    case 'modified':
    case 'missing':
    case 'untracked':
    case 'superseded':
    case 'unknown':
      return { sentence: meaning, ways: [] };
  }
}
