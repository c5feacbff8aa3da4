import type { ColumnProfile } from '../../core/preview/profile/columnProfile.ts';
import { profileColumn } from '../../core/preview/profile/profileColumn.ts';
import { columnsOf } from '../../core/preview/roles.ts';
import type { Roles } from '../../core/preview/roles.ts';
import type { PreviewTable } from '../../core/preview/rows.ts';
import type { Steps } from '../../core/preview/steps.ts';

/** For how long the thread is held at a time, in milliseconds: with the last step and its drawing, less than eight. */
const sliceLength = 5;

/** Something that is counted in steps, and what is done with the outcome. */
interface Work {
  readonly steps: Steps<() => void>;
  /** Set when nobody wants it any more. */
  isDropped: boolean;
}

/** Counts what pictures show, in slices between which the page can draw and answer; what was asked last comes first. */
export class Profiler {
  readonly #table: PreviewTable;
  /** Columns of ids. */
  readonly #ids: ReadonlySet<number>;
  readonly #profiles = new Map<number, ColumnProfile>();
  /** Those who wait for a column, and the work that they wait for. */
  readonly #waiting = new Map<number, { readonly work: Work; readonly done: Set<(profile: ColumnProfile) => void> }>();
  /** The next one is the last. */
  #queue: Work[] = [];
  #isRunning = false;
  #isDisposed = false;

  /** The table must be read to its end: rows that come later are not counted. */
  constructor(table: PreviewTable, subject: { readonly roles: Roles }) {
    this.#table = table;
    this.#ids = new Set(columnsOf(table, subject.roles, role => role === 'anonymous_id'));
  }

  /**
   * Gives the profile of a column: at once if it is known, else when it is counted.
   * @returns takes the wish back, e.g. when the column went out of sight
   */
  column(column: number, done: (profile: ColumnProfile) => void): () => void {
    const known = this.#profiles.get(column);
    if (known) {
      done(known);
      return () => undefined;
    }
    let waiting = this.#waiting.get(column);
    if (waiting) this.#queue = [...this.#queue.filter(work => work !== waiting?.work), waiting.work];
    else {
      waiting = { work: { steps: this.#profile(column), isDropped: false }, done: new Set() };
      this.#waiting.set(column, waiting);
      this.#add(waiting.work);
    }
    const { work, done: all } = waiting;
    all.add(done);
    return () => {
      all.delete(done);
      if (all.size > 0 || this.#waiting.get(column)?.work !== work) return;
      this.#waiting.delete(column);
      work.isDropped = true;
    };
  }

  /** Counts something else in the same slices. */
  count<T>(steps: Steps<T>, done: (value: T) => void): void {
    function* work(): Steps<() => void> {
      const value = yield* steps;
      return () => done(value);
    }
    this.#add({ steps: work(), isDropped: false });
  }

  /** Nothing is counted from here on, and nobody is told anything. */
  dispose(): void {
    this.#isDisposed = true;
    this.#queue = [];
    this.#waiting.clear();
    this.#profiles.clear();
  }

  *#profile(column: number): Steps<() => void> {
    const profile = yield* profileColumn(this.#table, column, this.#ids.has(column));
    return () => {
      const done = this.#waiting.get(column)?.done ?? [];
      this.#waiting.delete(column);
      this.#profiles.set(column, profile);
      for (const each of done) each(profile);
    };
  }

  #add(work: Work): void {
    if (this.#isDisposed) return;
    this.#queue.push(work);
    if (this.#isRunning) return;
    this.#isRunning = true;
    later(() => this.#run());
  }

  #run(): void {
    const end = performance.now() + sliceLength;
    try {
      while (this.#queue.length > 0 && performance.now() < end) this.#step();
    } finally {
      this.#isRunning = this.#queue.length > 0;
      if (this.#isRunning) later(() => this.#run());
    }
  }

  #step(): void {
    const work = this.#queue.at(-1);
    const step = work?.isDropped === false ? work.steps.next() : undefined;
    if (step && step.done !== true) return;
    this.#queue = this.#queue.filter(each => each !== work);
    step?.value();
  }
}

/** Runs something when the page has nothing more urgent to do. */
function later(run: () => void): void {
  // Not in TypeScript's own types yet.
  const { scheduler } = window as {
    scheduler?: { postTask(run: () => void, options: { readonly priority: 'background' }): Promise<void> };
  };
  if (scheduler) void scheduler.postTask(run, { priority: 'background' });
  else setTimeout(run);
}
