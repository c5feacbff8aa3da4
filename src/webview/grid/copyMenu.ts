import type { ExportFormat } from '../../core/preview/messages.ts';
import type { CopyFormat } from '../../core/preview/view/exportRows.ts';
import type { CopyWords } from '../../core/preview/words/gridWords.ts';
import type { Copier } from './copier.ts';
import { menu } from './menu.ts';
import type { MenuItem } from './menu.ts';

/** The forms in which the selected cells are copied. */
export function copyMenu(words: CopyWords, copier: Copier, close: () => void): HTMLElement {
  const copy = (format: CopyFormat): MenuItem => ({
    kind: 'action',
    label: words[format],
    run: () => void copier.copy(format),
  });
  const headers: MenuItem = {
    kind: 'check',
    label: words.headers,
    isChecked: copier.withHeaders,
    run: isChecked => (copier.withHeaders = isChecked),
  };
  const items = [copy('tsv'), copy('csv'), copy('json'), copy('markdown'), { kind: 'line' } as const, headers];
  return menu(words.button, items, close);
}

/** The forms in which what is shown is saved. */
export function exportMenu(words: CopyWords, save: (format: ExportFormat) => void, close: () => void): HTMLElement {
  const items: readonly MenuItem[] = [
    { kind: 'action', label: words.exportCsv, run: () => save('csv') },
    { kind: 'action', label: words.exportJson, run: () => save('json') },
  ];
  return menu(words.export, items, close);
}
