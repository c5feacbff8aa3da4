import { bugsIn, type SeededBug } from './seededBug.ts';

const unit = (name: string): string => `test/unit/core/document/${name}.test.ts`;

/** Of files and texts: what a hostile one may do. */
export const documentBugs: readonly SeededBug[] = [
  ...bugsIn(
    'src/core/document/forbiddenSyntax.ts',
    [unit('documentParser')],
    [
      'A front matter may have aliases',
      "if (token.type === 'alias') problems.push(error(rangeOf(token, shift), { code: 'yaml-alias' }));",
      '',
    ],
    ['A front matter may be of any depth', 'if (depth > maxDepth) {', 'if (depth > 100_000) {'],
  ),
  ...bugsIn(
    'src/core/document/frontMatterLimits.ts',
    [unit('documentParser')],
    ['A front matter may have any number of marks', 'if (count > maxMarks) return true;', ''],
  ),
  ...bugsIn(
    'src/core/document/fieldTree.ts',
    [unit('hostileDocuments')],
    [
      'A key of a front matter becomes a prototype',
      'Object.create(null) as Record<string, unknown>',
      '{} as Record<string, unknown>',
    ],
  ),
  ...bugsIn(
    'src/core/document/fieldTree.ts',
    [unit('documentParser')],
    [
      'Of two equal keys the second counts, without a word',
      "reading.problems.push(error(keyRange, { code: 'yaml-duplicate-key', key }));",
      'fields.delete(key);',
    ],
  ),
  ...bugsIn(
    'src/core/document/fence.ts',
    [unit('documentParser')],
    [
      'A fence ends in the middle of a line',
      'const bodyStart = isLineStart(text, at) ? lineEnd(text, at + close.length) : undefined;',
      'const bodyStart = at > 0 ? lineEnd(text, at + close.length) : undefined;',
    ],
  ),
  ...bugsIn(
    'src/core/document/idEdit.ts',
    [unit('idEdit')],
    [
      'An id is written where it does not read back',
      "return after.kind !== 'none' && after.id === id ? [edit] : undefined;",
      'return after === undefined ? undefined : [edit];',
    ],
    [
      'The id of one environment takes the place of another’s',
      'if (singleBelongsTo === environment) return replaceValue(document.text, field, id);',
      'if (singleBelongsTo !== id) return replaceValue(document.text, field, id);',
    ],
  ),
  ...bugsIn(
    'src/core/document/definitionId.ts',
    [unit('idEdit'), unit('documentParser')],
    ['An id may leave its path', '/^[A-Za-z0-9_-]{1,128}$/', '/^[A-Za-z0-9_./%-]{1,128}$/'],
  ),
  ...bugsIn(
    'src/core/document/meaning.ts',
    [unit('meaning')],
    [
      'Two queries count as the same although a string differs',
      'form += text;\n    before = kind;',
      "form += kind === 'quoted' ? '' : text;\n    before = kind;",
    ],
  ),
  ...bugsIn(
    'src/core/text/plain.ts',
    ['test/unit/core/text/plain.test.ts'],
    [
      'A name becomes a link or an icon',
      'if (comesAlive(before, character, sink)) return { text: ` ${character}`, width: 2 };',
      '',
    ],
    ['Hidden characters stay hidden', 'if (isHidden(character)) return escaped(character);', ''],
    ['A name adds lines to a dialog', "if (sink === 'multiline' && keepsLine(here))", 'if (keepsLine(here))'],
  ),
  ...bugsIn(
    'src/core/text/slug.ts',
    ['test/unit/core/text/slug.test.ts'],
    [
      'A pulled file may have the name of a device',
      'return reserved.test(stem) ? `${emptyName}-${stem}` : stem;',
      'return reserved.test(emptyName) ? `${emptyName}-${stem}` : stem;',
    ],
  ),
];
