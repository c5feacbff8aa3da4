import * as vscode from 'vscode';
import { plain } from '../core/text/plain.ts';
import type { Log } from '../platform/log.ts';
import { mapAtMost } from '../workspace/mapAtMost.ts';
import { workspaceFiles } from '../workspace/workspaceFiles.ts';
import { ask, placeOf } from './confirmation.ts';
import type { BaseRecorder } from './baseRecorder.ts';
import type { Planned, Planner } from './planner.ts';
import { type PullChoice, pullChoices } from './pullChoice.ts';
import { choosePullFolder } from './pullPlace.ts';
import { PullRun } from './pullRun.ts';
import { tellRun } from './pullSummary.ts';
import { readAnew } from './reading.ts';
import { entryLook } from './statusWords.ts';

export interface PullAllServices {
  readonly planner: Planner;
  readonly recorder: BaseRecorder;
  readonly log: Log;
}

type ChoicePick = vscode.QuickPickItem & { readonly choice: PullChoice };

/** Files at work at the same time. */
const mostAtOnce = 8;

/** A question with more names than these would not fit the window. */
const mostNamed = 15;

/** Brings whatever a person chooses of the organization into files, ten thousand of them if need be. */
export class PullAllFlow {
  readonly #services: PullAllServices;

  constructor(services: PullAllServices) {
    this.#services = services;
  }

  async pullAll(): Promise<void> {
    const planned = await readAnew(this.#services.planner);
    // A pull that was killed may have left something beside the files that it was writing.
    await workspaceFiles.removeLeftovers(
      planned.plan.entries.flatMap(({ file }) => (file === undefined ? [] : [file.uri])),
    );
    const choices = pullChoices(planned.plan);
    if (choices.length === 0) {
      const message = vscode.l10n.t('There is nothing to pull: every definition of Levered has its file.');
      void vscode.window.showInformationMessage(message);
      return;
    }
    const chosen = await choose(planned, choices);
    if (chosen === undefined || chosen.length === 0 || !(await confirmTaken(chosen))) return;
    await this.#run(planned, chosen);
  }

  async #run(planned: Planned, chosen: readonly PullChoice[]): Promise<void> {
    const { planner, recorder, log } = this.#services;
    const folder = chosen.some(({ way }) => way === 'create') ? await choosePullFolder() : undefined;
    if (folder === undefined && chosen.some(({ way }) => way === 'create')) return;
    if (folder !== undefined) {
      await workspaceFiles.removeLeftovers([vscode.Uri.joinPath(folder.uri, 'any').toString()]);
    }
    const run = new PullRun(planned.journal, folder, recorder, log);
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Pulling from {0}…', planned.plan.environment),
      cancellable: true,
    };
    await vscode.window.withProgress(options, async (progress, token) => {
      await mapAtMost(chosen, mostAtOnce, async choice => {
        if (token.isCancellationRequested) return;
        await run.pull(choice);
        progress.report({ increment: 100 / chosen.length, message: `${run.counts.all} / ${chosen.length}` });
      });
    });
    await planner.update();
    tellRun(run.counts, chosen.length, folder?.uri, log);
  }
}

async function choose(
  { snapshot }: Planned,
  choices: readonly PullChoice[],
): Promise<readonly PullChoice[] | undefined> {
  const { t } = vscode.l10n;
  const items = choices.map((choice): ChoicePick => {
    const { entry, isTicked } = choice;
    return {
      choice,
      label: plain(entry.name, 'icons'),
      description: [entryLook(entry).word, noteOf(choice)].filter(part => part !== '').join(' · '),
      detail: plain(entry.file?.path ?? entry.remote?.sql.replaceAll(/\s+/g, ' ') ?? '', 'icons', 120),
      picked: isTicked,
    };
  });
  const picked = await vscode.window.showQuickPick(items, {
    // The count of what is ticked stands over the end of the placeholder.
    title: t('Pull from {0}: nothing that you wrote is touched unless you tick it', placeOf(snapshot)),
    placeHolder: t('What is to be pulled?'),
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.map(({ choice }) => choice);
}

function noteOf({ entry, way }: PullChoice): string {
  const { t } = vscode.l10n;
  switch (way) {
    case 'create':
      return entry.kind === 'assignment_source' ? t('assignment source') : '';
    case 'update':
      return '';
    case 'edit':
      return t('has changes that are not saved');
    case 'take':
      return t('the changes of the file would be lost: rather merge it by itself');
  }
}

async function confirmTaken(chosen: readonly PullChoice[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const taken = chosen.filter(({ way }) => way === 'take');
  if (taken.length === 0) return true;
  const button = t('Pull All the Same');
  const lines = [
    t('Their files get the version of Levered. They are not saved, and one undo in each takes it back.'),
    namesOf(taken),
  ];
  return (await ask(t('The changes of {0} files are lost with this.', taken.length), lines, button)) === button;
}

/** One by one, so that a name with a line break in it adds no line to the question (T22). */
function namesOf(taken: readonly PullChoice[]): string {
  const names = taken.slice(0, mostNamed).map(({ entry }) => plain(entry.name, 'label'));
  return [...names, ...(taken.length > mostNamed ? ['…'] : [])].join('\n');
}
