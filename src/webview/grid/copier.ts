import { valueText } from '../../core/preview/cellValue.ts';
import type { Steps } from '../../core/preview/steps.ts';
import { exportRows } from '../../core/preview/view/exportRows.ts';
import type { CopyFormat } from '../../core/preview/view/exportRows.ts';
import { count, fill } from '../words.ts';
import type { GridState } from './gridState.ts';
import { cellCount } from './selection.ts';
import type { CellRange } from './selection.ts';
import { inSlices } from './slices.ts';

/** More cells than this are made into text in slices, which the event of a copy cannot wait for. */
const atOnce = 20_000;

/** Puts what is selected on the clipboard, and says so. */
export class Copier {
  /** Whether the names of the columns are copied too. */
  withHeaders = false;
  readonly #state: GridState;
  readonly #announce: (text: string) => void;
  #job = new AbortController();

  constructor(state: GridState, announce: (text: string) => void) {
    this.#state = state;
    this.#announce = announce;
  }

  /** Answers the event that Ctrl+C, the editor's menu and its command all lead to. */
  answer(event: ClipboardEvent): void {
    const { range } = this.#state;
    if (!range) return;
    event.preventDefault();
    if (!this.#isRead(range)) {
      this.#announce(this.#state.words.grid.waiting);
    } else if (cellCount(range) > atOnce) {
      void this.copy('tsv');
    } else {
      const text = this.#isOne(range)
        ? this.#single(range)
        : [...this.#chunks(range, 'tsv', this.withHeaders)].join('');
      event.clipboardData?.setData('text/plain', text);
      this.#tell(range);
    }
  }

  /** Copies the selected cells in some form. */
  async copy(format: CopyFormat): Promise<void> {
    const { range } = this.#state;
    if (range) await this.#put(range, this.#chunks(range, format, this.withHeaders));
  }

  /** Copies the shown cells of the column at a place, one to a line. */
  async copyColumn(place: number): Promise<void> {
    const range = { top: 0, bottom: this.#state.rows.count - 1, left: place, right: place };
    await this.#put(range, this.#chunks(range, 'tsv', this.withHeaders));
  }

  dispose(): void {
    this.#job.abort();
  }

  async #put(range: CellRange, chunks: Generator<string, void, undefined>): Promise<void> {
    this.#job.abort();
    this.#job = new AbortController();
    const { words } = this.#state;
    if (!this.#isRead(range)) {
      this.#announce(words.grid.waiting);
      return;
    }
    const text = await inSlices(joined(chunks), this.#job.signal, () => this.#announce(words.grid.working));
    if (text === undefined) return;
    if (await written(text)) this.#tell(range);
    else this.#announce(words.grid.copy.failed);
  }

  #chunks(
    { top, bottom, left, right }: CellRange,
    format: CopyFormat,
    headers: boolean,
  ): Generator<string, void, undefined> {
    const { table, rows, layout } = this.#state;
    return exportRows(table, rows.rows(top, bottom), layout.columns.slice(left, right + 1), { format, headers });
  }

  #isOne(range: CellRange): boolean {
    return cellCount(range) === 1 && !this.withHeaders;
  }

  /** One cell is its text as it was sent, and a row that is no object is its source. */
  #single({ top, left }: CellRange): string {
    const { table, rows, layout } = this.#state;
    const row = rows.row(top);
    const source = table.stray(row) ?? table.cell(row, layout.column(left));
    return source === undefined ? '' : valueText(source);
  }

  #isRead({ bottom }: CellRange): boolean {
    const { rows, table } = this.#state;
    return rows.isChosen || bottom < table.rowCount;
  }

  #tell(range: CellRange): void {
    const { copy } = this.#state.words.grid;
    const cells = cellCount(range);
    this.#announce(cells === 1 ? copy.doneOne : fill(copy.done, count(cells)));
  }
}

function* joined(chunks: Generator<string, void, undefined>): Steps<string> {
  const parts: string[] = [];
  for (const chunk of chunks) {
    parts.push(chunk);
    yield;
  }
  return parts.join('');
}

/** Writes to the clipboard; by way of an event of our own where the page may not do it directly. */
async function written(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    let isDone = false;
    const give = (event: ClipboardEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      event.clipboardData?.setData('text/plain', text);
      isDone = event.clipboardData !== null;
    };
    // Without a selected text the command is enabled only for a page that says so.
    const enable = (event: Event): void => event.preventDefault();
    document.addEventListener('beforecopy', enable, true);
    document.addEventListener('copy', give, true);
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- The way that is left where the other is forbidden.
    document.execCommand('copy');
    document.removeEventListener('copy', give, true);
    document.removeEventListener('beforecopy', enable, true);
    return isDone;
  }
}
