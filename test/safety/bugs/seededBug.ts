/** A mistake that somebody could make in one source file, and the tests that must notice it. */
export interface SeededBug {
  /** What the extension then does wrong, in a sentence without its end. */
  readonly title: string;
  /** Below the project's folder. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** Test files; one of their tests must fail. */
  readonly tests: readonly string[];
}

type Mistake = readonly [title: string, find: string, replace: string];

/** Bugs of one file that the same tests must notice. */
export function bugsIn(file: string, tests: readonly string[], ...mistakes: readonly Mistake[]): readonly SeededBug[] {
  return mistakes.map(([title, find, replace]) => ({ title, file, find, replace, tests }));
}

/** The text of a file with the bug in it. Throws when the bug no longer fits the file. */
export function withBug(text: string, { title, file, find, replace }: SeededBug): string {
  const count = text.split(find).length - 1;
  if (count !== 1) throw new Error(`“${title}”: what it replaces occurs ${count} times in ${file}, and not once.`);
  return text.replace(find, () => replace);
}
