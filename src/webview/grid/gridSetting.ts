import type { ExportFormat } from '../../core/preview/messages.ts';
import type { PreviewWords } from '../../core/preview/words/previewWords.ts';

/** What the page gives to the grid. */
export interface GridSetting {
  /** Output column → the part that it plays in the mapping. */
  readonly roles: Readonly<Record<string, string>>;
  readonly words: PreviewWords;
  /** How many rows there will be; the table may still be growing. */
  readonly rowCount: number;
  /** Saves a text of what is shown. */
  onExport(format: ExportFormat, chunks: Generator<string>): void;
  /** Has a text read out. */
  announce(text: string): void;
}
