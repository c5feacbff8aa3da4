import { cellText } from '../cellText.ts';
import type { MappedCells } from './mappedCells.ts';
import type { RowCheck } from './rowCheck.ts';

/** More rows than these are counted and not named. */
const mostRows = 10_000;

const mostExamples = 3;
const exampleLength = 60;

/** The rows that have a fault, collected in their order. */
export class FoundRows {
  count = 0;
  readonly #rows: number[] = [];
  readonly #examples = new Set<string>();

  /** @param source the JSON source of the value that has the fault; undefined when it is missing */
  add(row: number, source: string | undefined): void {
    this.count++;
    if (this.#rows.length < mostRows) this.#rows.push(row);
    if (source !== undefined && this.#examples.size < mostExamples) this.#examples.add(cellText(source, exampleLength));
  }

  /**
   * The check that looked for the fault.
   * @param level how bad the fault is, if any row has it
   * @param of how many rows were looked at
   */
  check(
    { path, name }: Pick<MappedCells, 'path' | 'name'>,
    { code, level, of, rule }: Pick<RowCheck, 'code' | 'level' | 'of'> & { readonly rule?: string | undefined },
  ): RowCheck {
    return {
      code,
      level: this.count === 0 ? 'fine' : level,
      path,
      column: name,
      count: this.count,
      of,
      rows: Uint32Array.from(this.#rows),
      examples: [...this.#examples],
      ...(rule === undefined ? {} : { rule }),
    };
  }
}
