import * as vscode from 'vscode';
import type { JournalFile } from '../journal/journalFile.ts';
import { failureLine, wordFailure } from '../platform/failure.ts';
import type { Log } from '../platform/log.ts';
import type { BaseRecorder } from './baseRecorder.ts';
import type { PullChoice } from './pullChoice.ts';
import { createFileOf, editFile, type FileOutcome, updateFile } from './pullFile.ts';
import type { OpenPullFolder } from './pullPlace.ts';

/** What became of the definitions of a run. `all`: how many were worked on. */
export interface PullCounts {
  readonly all: number;
  readonly created: number;
  readonly updated: number;
  readonly edited: number;
  readonly failed: number;
}

type Counted = Exclude<keyof PullCounts, 'all'>;

/** Pulls chosen definitions one by one and counts what became of them. One that fails is in the log and stops no other. */
export class PullRun {
  readonly #journal: JournalFile;
  readonly #folder: OpenPullFolder | undefined;
  readonly #recorder: BaseRecorder;
  readonly #log: Log;
  readonly #counts: Record<keyof PullCounts, number> = { all: 0, created: 0, updated: 0, edited: 0, failed: 0 };

  /** @param folder where new files go; not needed if none is to be made */
  constructor(journal: JournalFile, folder: OpenPullFolder | undefined, recorder: BaseRecorder, log: Log) {
    this.#journal = journal;
    this.#folder = folder;
    this.#recorder = recorder;
    this.#log = log;
  }

  get counts(): PullCounts {
    return { ...this.#counts };
  }

  /** Never rejects. */
  async pull(choice: PullChoice): Promise<void> {
    let counted: Counted;
    try {
      counted = await this.#pull(choice);
    } catch (error) {
      this.#log.error(`pull ${choice.entry.name}: ${failureLine(wordFailure(error))}`);
      counted = 'failed';
    }
    this.#counts[counted]++;
    this.#counts.all++;
  }

  async #pull({ entry, way }: PullChoice): Promise<Counted> {
    const { remote, file } = entry;
    if (remote === undefined) throw new Error('Only what Levered has can be pulled.');
    if (file === undefined) {
      if (this.#folder === undefined) throw new Error('There is no folder for new files.');
      return this.#keep(remote, await createFileOf(remote, this.#folder));
    }
    if (way === 'update') return this.#keep(remote, await updateFile(file, remote));
    const edit = await editFile(file, remote);
    if (edit === undefined) throw notEditable();
    const { document, before } = edit;
    this.#recorder.recordWhenSaved({ uri: document.uri, journal: this.#journal, remote, before });
    return 'edited';
  }

  async #keep(remote: NonNullable<PullChoice['entry']['remote']>, outcome: FileOutcome): Promise<Counted> {
    switch (outcome.kind) {
      case 'created':
      case 'updated':
        await this.#recorder.record(this.#journal, remote, outcome.uri);
        return outcome.kind;
      case 'changed':
        throw new Error(vscode.l10n.t('The file has changed meanwhile, so it was left as it is. Pull it again.'));
      case 'not_editable':
        throw notEditable();
      case 'failed':
        throw outcome.error;
    }
  }
}

function notEditable(): Error {
  return new Error(vscode.l10n.t('The file is written in a way that cannot be changed safely.'));
}
