import { waitFor } from '../../vscode/waitFor.ts';
import { place } from '../../vscode/walks/definitionFiles.ts';
import type { TreeRow } from '../../vscode/parts/tree.ts';
import type { Walk } from '../../vscode/walks/walk.ts';
import type { Operation } from './moment.ts';
import type { Subject } from './subject.ts';

const patienceMs = 60_000;

/** The name of a file that is new from beginning to end: it is in the tree only when there is a plan. */
export const sentinel = 'Never Pushed';

/** What a person sees of a definition in the tree. */
export interface Seen {
  /** What stands beside its name; undefined: it is not there. */
  readonly description: string | undefined;
  readonly isOldListed: boolean;
}

const confirmations: Readonly<Record<Operation, string>> = {
  create: 'Create',
  replace: 'Replace, Keep Old',
  'replace and delete': 'Replace, Delete Old',
  delete: 'Delete',
  'update the source': 'Update',
  'preview a draft': 'Preview Draft',
  'pull all': '',
};

/** A person in front of a window, who does one operation and, after VS Code came back, whatever it offers. */
export class WindowPerson {
  confirmed = 0;
  allowed = 0;
  readonly #walk: Walk;
  readonly #operation: Operation;
  readonly #subject: Subject;

  constructor(walk: Walk, operation: Operation, subject: Subject) {
    this.#walk = walk;
    this.#operation = operation;
    this.#subject = subject;
  }

  /** Everything up to the last click, which `confirm` makes. */
  async begin(): Promise<void> {
    const { window } = this.#walk;
    const { name, changed, file } = this.#subject;
    if (this.#operation !== 'create' && this.#operation !== 'preview a draft') await this.refresh();
    if (this.#operation === 'pull all') {
      await window.tree.item(name);
      await this.#ask();
      return;
    }
    if (changed === undefined) {
      await this.#waitFor(this.#operation === 'delete' ? /^bool$/ : /new/);
    } else {
      await this.#waitFor(/^(bool|assignment source)$/);
      await place(this.#walk, `levered/${file}`, changed);
      await this.#waitFor(/modified/);
    }
    await this.#ask();
  }

  /** Reads the lists anew and waits for the answers. */
  async refresh(): Promise<void> {
    const { levered, window } = this.#walk;
    const since = levered.log.requests.length;
    await window.runCommand('Levered: Refresh Definitions');
    await waitFor('the lists', patienceMs, () => isRead(levered, since) || undefined);
  }

  async confirm(): Promise<void> {
    const { window } = this.#walk;
    this.confirmed++;
    if (this.#operation === 'pull all') await window.page.keyboard.press('Enter');
    else await window.messages.answerDialog(confirmations[this.#operation]);
  }

  async #ask(): Promise<void> {
    const { window } = this.#walk;
    const { name, file } = this.#subject;
    switch (this.#operation) {
      case 'create':
      case 'replace':
      case 'replace and delete':
      case 'update the source':
        await window.tree.inlineAction(name, 'Push Definition');
        break;
      case 'delete':
        await window.tree.openContextMenu(name);
        await window.menu.choose('Delete in Levered');
        break;
      case 'preview a draft':
        await window.openFile(file);
        await window.editors.titleAction('Preview Rows');
        break;
      case 'pull all':
        await window.runCommand('Levered: Pull All…');
        await window.quickInput.waitForText('Pull from');
        return;
    }
    await window.messages.dialog();
  }

  async #waitFor(wanted: RegExp): Promise<void> {
    await waitFor(`“${this.#subject.name}” to be ${String(wanted)}`, patienceMs, async () => {
      const { description = '' } = await this.look();
      if (wanted.test(description)) return true;
      throw new Error(`It is “${description}”.`);
    });
  }

  /** What stands in the tree for the definition, once that is something. */
  async look(): Promise<Seen> {
    const { window } = this.#walk;
    return waitFor(`“${this.#subject.name}” to be in the tree`, patienceMs, async () => {
      const all = await window.tree.rows();
      // The lists are drawn before the plan of them is made.
      if (!all.some(({ label }) => label === sentinel)) throw new Error('There is no plan yet.');
      const rows = all.filter(({ label }) => label === this.#subject.name);
      // Of an old metric whose deletion is unknown that is told, until it is known.
      const isOld = ({ description }: TreeRow): boolean =>
        description.includes('superseded') || (rows.length > 1 && description.includes('outcome unknown'));
      const current = rows.filter(row => !isOld(row));
      if (current.length !== 1) throw new Error(`It is there ${current.length} times.`);
      return { description: current[0]?.description, isOldListed: rows.length > 1 };
    });
  }

  isDone({ description = '' }: Seen): boolean {
    if (this.#operation === 'delete') return description.includes('missing');
    return /^(bool|assignment source)$/.test(description);
  }

  /** Does the next thing that is offered: decides about what is not known, or begins again. */
  async goOn({ description = '' }: Seen): Promise<void> {
    const { window } = this.#walk;
    if (!description.includes('outcome unknown')) {
      await this.#ask();
      await this.confirm();
      await this.#waitForChange(description);
      return;
    }
    await window.openFile(this.#subject.file);
    await window.runCommand('Levered: Push Definition');
    // It is looked for before anything is asked: then there may be nothing to decide any more.
    const offered = await waitFor('a question or an answer', patienceMs, async () => {
      if (await window.quickInput.isOpen()) {
        return (await window.quickInput.text()).includes('is not known') ? 'decide' : undefined;
      }
      if ((await window.messages.notifications()).some(text => text.includes('nothing was pushed'))) return 'nothing';
      return (await window.page.locator('.monaco-dialog-box').isVisible()) ? 'confirm' : undefined;
    });
    if (offered === 'decide') {
      this.allowed++;
      await window.quickInput.pick('Allow It to Be Sent Again');
    } else if (offered === 'confirm') {
      await this.confirm();
    }
    if (offered !== 'nothing') await this.#waitForChange(description);
  }

  async #waitForChange(before: string): Promise<void> {
    await waitFor(`“${before}” to change`, patienceMs, async () => {
      const rows = (await this.#walk.window.tree.rows()).filter(({ label }) => label === this.#subject.name);
      if (rows.some(({ description }) => description === before && !description.includes('superseded')))
        return undefined;
      return rows.length > 0 || undefined;
    });
  }

  /** Pulls what is left to be pulled, if anything is. */
  async pullRest(): Promise<void> {
    const { window } = this.#walk;
    await window.runCommand('Levered: Pull All…');
    const rest = await waitFor('an answer', patienceMs, async () => {
      if ((await window.messages.notifications()).some(text => text.includes('nothing to pull'))) return 'nothing';
      if (!(await window.quickInput.isOpen())) return undefined;
      return (await window.quickInput.text()).includes('Pull from') ? 'some' : undefined;
    });
    if (rest === 'nothing') return;
    await window.page.keyboard.press('Enter');
    await window.messages.notification(/written|brought|pulled/);
  }
}

/** Whether both lists were asked for and answered, from that request on. */
export function isRead({ log }: Walk['levered'], since: number): boolean {
  const lists = log.requests.slice(since).filter(({ path }) => /\/(metrics|assignment-source)$/.test(path));
  return lists.filter(({ status }) => status !== 'no answer').length >= 2;
}
