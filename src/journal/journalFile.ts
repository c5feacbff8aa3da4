import type { Journal } from '../core/apply/ports.ts';
import { type JournalProblem, parseJournalLines, printJournalLine } from '../core/journal/journalLines.ts';
import { type JournalState, readJournal } from '../core/journal/journalState.ts';
import type { JournalRecord } from '../core/journal/record.ts';
import { AppendOnlyFile } from './appendOnlyFile.ts';
import { JournalError, toJournalError } from './journalError.ts';
import { WriteLock } from './writeLock.ts';

/**
 * The journal of one organization as a file: a line of JSON for each record, only ever appended to. Other windows and
 * processes may write into the same file: what they wrote is read in before each use.
 */
export class JournalFile implements Journal {
  /** Held for the time in which a plan is carried out. */
  readonly lock: WriteLock;
  readonly #file: AppendOnlyFile;
  readonly #records: JournalRecord[] = [];
  #state: JournalState | undefined;
  #readOnlyReason: string | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** @param path without its ending */
  constructor(path: string, lock = new WriteLock(path)) {
    this.#file = new AppendOnlyFile(`${path}.jsonl`);
    this.lock = lock;
  }

  get path(): string {
    return this.#file.path;
  }

  /** As of the last `append` or `refresh`. */
  get state(): JournalState {
    return (this.#state ??= readJournal(this.#records));
  }

  /** Whether nothing can be written any more, because what is there was not understood. */
  get isReadOnly(): boolean {
    return this.#readOnlyReason !== undefined;
  }

  /** With `isReadOnly`: what is wrong and what to do, in a sentence each. */
  get readOnlyReason(): string | undefined {
    return this.#readOnlyReason;
  }

  /**
   * Reads in what others wrote since.
   * @throws JournalError when the file cannot be read
   */
  refresh(): Promise<void> {
    return this.#inTurn(() => this.#readNew());
  }

  /** @throws JournalError */
  append(record: JournalRecord): Promise<void> {
    return this.appendAll([record]);
  }

  /**
   * Writes several records at once: all of them, in their order, or as many as came to the disk.
   * @throws JournalError
   */
  appendAll(records: readonly JournalRecord[]): Promise<void> {
    const lines = records.map(printJournalLine).join('');
    return this.#inTurn(async () => {
      await this.#readNew();
      if (this.#readOnlyReason !== undefined) {
        throw new JournalError('read_only', this.path, { detail: this.#readOnlyReason });
      }
      await this.#file.append(lines);
      // Through the file, so that the order is the one that every process sees.
      await this.#readNew();
    });
  }

  async #readNew(): Promise<void> {
    if (this.#readOnlyReason !== undefined) return;
    const read = await this.#file.readNew();
    if (read.kind === 'shortened') {
      this.#readOnlyReason =
        'It was removed or cut short while it was in use. Reload the window to go on with what is left of it.';
      return;
    }
    for (const { number, text } of read.lines) {
      const { records, problem } = parseJournalLines(text);
      this.#records.push(...records);
      if (problem !== undefined) this.#readOnlyReason ??= reasonFor(problem.kind, number);
    }
    if (read.lines.length > 0) this.#state = undefined;
  }

  /** One after the other, in the order of the calls. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const result = this.#last.then(work).catch((error: unknown) => {
      throw toJournalError(error, this.path);
    });
    this.#last = result.catch(() => undefined);
    return result;
  }
}

function reasonFor(problem: JournalProblem['kind'], line: number): string {
  switch (problem) {
    case 'unknown_version':
      return `Line ${line} of it was written by a newer version of this extension. Install that version again.`;
    case 'not_a_record':
      return `Line ${line} of it is damaged. Repair or remove the line, then reload the window.`;
  }
}
