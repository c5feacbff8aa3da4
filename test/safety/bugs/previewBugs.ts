import { bugsIn, type SeededBug } from './seededBug.ts';

const core = (name: string): string => `test/unit/core/preview/${name}.test.ts`;
const page = (name: string): string => `test/unit/webview/${name}.test.ts`;

/** Of the preview: rows that anyone may have written, and the page that shows them. */
export const previewBugs: readonly SeededBug[] = [
  ...bugsIn(
    'src/core/preview/view/formulaGuard.ts',
    [core('view/formulaGuard')],
    ['Full-width signs begin formulas', '\\uFF0B\\uFF0D\\uFF1D\\uFF20', ''],
    ['What begins with a minus runs as a formula', '!number.test(text)', "!text.startsWith('-')"],
    ['A formula behind a blank runs', '[\\s\\p{Cc}\\p{Cf}\\p{Z}]*[=+', '[=+'],
  ),
  ...bugsIn(
    'src/core/preview/view/exportRows.ts',
    [core('view/formulaGuard'), core('view/exportRows')],
    [
      'Formulas are exported as they are',
      "cellKind(source) === 'text' ? guardFormula(valueText(source))",
      "cellKind(source) === 'text' ? valueText(source)",
    ],
    ['A quote ends the cell of an export', "text.replaceAll('\"', '\"\"')", 'text'],
  ),
  ...bugsIn(
    'src/core/preview/pageMessage.ts',
    [core('pageMessage')],
    [
      'A message of any script is obeyed',
      "if (found !== session || typeof kind !== 'string') return undefined;",
      "if (typeof kind !== 'string') return undefined;",
    ],
    ['A name that every object has is a verb', 'Object.hasOwn(plainVerbs, kind);', 'kind in plainVerbs;'],
    ['An export may be of any kind', 'isFormat(format) && text instanceof Uint8Array', 'text instanceof Uint8Array'],
  ),
  ...bugsIn(
    'src/core/preview/cellValue.ts',
    ['test/unit/core/cellText.test.ts'],
    [
      'A number is shown as a double',
      "if (!source.startsWith('\"')) return source.slice(0, length);",
      "if (!source.startsWith('\"')) return String(JSON.parse(source)).slice(0, length);",
    ],
  ),
  ...bugsIn(
    'src/core/preview/cellText.ts',
    ['test/unit/core/cellText.test.ts'],
    [
      'What cannot be seen stays so in a cell',
      "const shown = cut.replace(edgeSpace, spaces => '·'.repeat(spaces.length)).replace(unseen, show);",
      "const shown = cut.replace(edgeSpace, spaces => '·'.repeat(spaces.length));",
    ],
  ),
  ...bugsIn(
    'src/webview/hostMessage.ts',
    [page('previewPage')],
    [
      'A page shows what any script sends it',
      "return found === session && typeof kind === 'string'",
      "return found !== 0 && typeof kind === 'string'",
    ],
  ),
  ...bugsIn(
    'src/webview/grid/rowView.ts',
    [page('hostileTexts')],
    ['A cell is markup', 'cell.textContent = text;', 'cell.innerHTML = text;'],
  ),
  ...bugsIn(
    'src/webview/element.ts',
    [page('hostileTexts')],
    ['A name is markup', 'if (text) made.textContent = text;', 'if (text) made.innerHTML = text;'],
  ),
  ...bugsIn(
    'src/webview/grid/copier.ts',
    [page('gridCopy')],
    [
      'Cells are copied as formulas',
      "[...this.#chunks(range, 'tsv', this.withHeaders)].join('')",
      "[...this.#chunks(range, 'tsv', this.withHeaders)].join('').replaceAll(\"'=\", '=')",
    ],
  ),
];
