import * as vscode from 'vscode';
import type { PlanEntry } from '../core/plan/plan.ts';
import { failureLine, wordFailure } from '../platform/failure.ts';
import type { Log } from '../platform/log.ts';
import { quoted } from './confirmation.ts';
import { createNewFile } from './newDefinitionPlace.ts';
import { type NewKind, starterDocument } from './newDefinitionText.ts';
import type { Planner } from './planner.ts';
import type { WarehouseDialect } from './warehouseDialect.ts';

export interface NewDefinitionServices {
  readonly planner: Planner;
  readonly dialect: WarehouseDialect;
  readonly log: Log;
  readonly pull: (key: string) => Promise<void>;
}

/** A few questions that leave an open document with a column mapping and a query to start from. Pushes nothing. */
export class NewDefinitionFlow {
  readonly #services: NewDefinitionServices;

  constructor(services: NewDefinitionServices) {
    this.#services = services;
  }

  async newMetric(): Promise<void> {
    const { t } = vscode.l10n;
    const title = t('New metric');
    // Asked while the person answers.
    const dialect = this.#services.dialect.find();
    const name = await askName(title, t('What is the metric called? E.g. Signup Conversion'));
    if (name === undefined) return;
    const kind = await askRewardType(title);
    if (kind === undefined) return;
    await createNewFile(title, name, starterDocument(kind, name, await dialect));
  }

  async newAssignmentSource(): Promise<void> {
    const { t } = vscode.l10n;
    const existing = await this.#existingSource();
    if (existing !== undefined) return this.#offer(existing);
    const title = t('New assignment source');
    const dialect = this.#services.dialect.find();
    const name = await askName(title, t('What is the assignment source called? E.g. Exposure Events'));
    if (name === undefined) return;
    await createNewFile(title, name, starterDocument('assignment_source', name, await dialect));
  }

  /** Of the organization or of the workspace: there is one in each. Without a session only the files are known. */
  async #existingSource(): Promise<PlanEntry | undefined> {
    const { planner, log } = this.#services;
    try {
      const plan = planner.plan ?? (await planner.refresh()).plan;
      return plan.entries.find(({ kind }) => kind === 'assignment_source');
    } catch (error) {
      // A file can be written all the same; what it is to the organization shows when it is planned.
      if (!(error instanceof vscode.CancellationError)) log.info(`new: ${failureLine(wordFailure(error))}`);
      return undefined;
    }
  }

  async #offer(entry: PlanEntry): Promise<void> {
    const { t } = vscode.l10n;
    if (entry.file !== undefined) {
      const open = t('Open File');
      const message = t('{0} is the assignment source already: there is one. Change its file.', quoted(entry.name));
      if ((await vscode.window.showInformationMessage(message, open)) !== open) return;
      await vscode.window.showTextDocument(vscode.Uri.parse(entry.file.uri, true));
      return;
    }
    const pull = t('Pull It');
    const message = t(
      'The organization has an assignment source, {0}, and can have but one. Pull it and change it.',
      quoted(entry.name),
    );
    if ((await vscode.window.showInformationMessage(message, pull)) === pull) await this.#services.pull(entry.key);
  }
}

async function askName(title: string, prompt: string): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title,
    prompt,
    ignoreFocusOut: true,
    validateInput: value => (value.trim() === '' ? vscode.l10n.t('It needs a name.') : undefined),
  });
  return name?.trim();
}

type RewardPick = vscode.QuickPickItem & { readonly rewardType: Exclude<NewKind, 'assignment_source'> };

async function askRewardType(title: string): Promise<RewardPick['rewardType'] | undefined> {
  const { t } = vscode.l10n;
  const items: RewardPick[] = [
    { rewardType: 'bool', label: t('Conversion'), description: 'bool', detail: t('It happened, or it did not.') },
    {
      rewardType: 'numeric',
      label: t('Value'),
      description: 'numeric',
      detail: t('How much: revenue, seconds, items.'),
    },
  ];
  const placeHolder = t('What does a row of it stand for?');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true }))?.rewardType;
}
