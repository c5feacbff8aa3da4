import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { slugKey } from '../../../src/core/text/slug.ts';
import { createDiskFile } from '../../../src/workspace/diskFiles.ts';
import { pullFolderParts, pullName, takenNames } from '../../../src/workspace/pullFolder.ts';
import { withFolder } from '../temporaryFolder.ts';

describe('The folder for pulled files', () => {
  test.each([
    ['levered', ['levered']],
    ['sql/metrics/', ['sql', 'metrics']],
    ['./sql\\metrics', ['sql', 'metrics']],
    ['', []],
    ['.', []],
    ['.levered', ['.levered']],
    ['Daten für Levered', ['Daten für Levered']],
  ])('may be %j', (value, parts) => {
    expect(pullFolderParts(value)).toEqual(parts);
  });

  test.each([
    ['/etc', 'not_relative'],
    ['\\\\host\\share', 'not_relative'],
    ['C:\\x', 'not_relative'],
    ['c:x', 'not_relative'],
    ['~/x', 'not_relative'],
    ['..', 'leaves_workspace'],
    ['a/../../b', 'leaves_workspace'],
    ['a\\..\\b', 'leaves_workspace'],
    ['.git/hooks', 'never_read'],
    ['a/.GIT', 'never_read'],
    ['node_modules/x', 'never_read'],
    ['a\0b', 'bad_name'],
    ['a/\u202Eb', 'bad_name'],
    ['ab:c', 'bad_name'],
    ['a:b', 'not_relative'],
    ['a/b.', 'bad_name'],
    ['a /b', 'bad_name'],
    ['sql/NUL', 'bad_name'],
    ['com1.x/y', 'bad_name'],
    ['x'.repeat(200), 'bad_name'],
    [7, 'not_a_text'],
    [undefined, 'not_a_text'],
  ])('may not be %j: %s (T21)', (value, refusal) => {
    expect(pullFolderParts(value)).toBe(refusal);
  });
});

/** Names that would do harm as they are, and names that are others' twins on some file system. */
const hostile = [
  '../../etc/passwd',
  '..',
  '.',
  '',
  '/abs/olute',
  'a\0b',
  'CON',
  'con',
  'nul.txt',
  'aux.',
  'x.',
  'x ',
  'X',
  'x',
  'café'.normalize('NFC'),
  'café'.normalize('NFD'),
  'CAFÉ',
  '\u202Ereverse',
  'x'.repeat(300),
  `${'x'.repeat(300)}y`,
  'a/b',
  'a\\b',
  'C:\\x',
  'C:x',
  '.git/config',
  '~root',
  '-rf',
  '$(id)',
  '日本語',
  '\u200B',
];

test('Two thousand pulled names are two thousand new files inside, and none takes the place of another (T21)', async () => {
  await withFolder(async folder => {
    const mine = ['X.levered.sql', 'cafe.LEVERED.SQL', 'README.md'];
    const target = join(folder, 'levered');
    await createDiskFile([folder], join(target, 'first'), '');
    for (const name of mine) await writeFile(join(target, name), 'precious');

    const taken = takenNames(await readdir(target));
    for (let index = 0; index < 2_000; index++) {
      // The ids are twins too.
      const id = index % 5 === 0 ? 'm_1' : `M_${index % 40}-${index % 3 === 0 ? 'ABCDEFGH' : 'abcdefgh'}`;
      const path = join(target, pullName({ name: hostile[index % hostile.length]!, id }, taken));
      expect(dirname(path)).toBe(target);
      // Every tenth in the way of a pull, which waits for the disk each time.
      if (index % 10 === 0) expect(await createDiskFile([folder], path, '', 'free')).toEqual({ kind: 'written' });
      else await writeFile(path, '', { flag: 'wx' });
    }

    const names = await readdir(target);
    expect(names.length).toBe(2_000 + mine.length + 1);
    expect(new Set(names.map(slugKey)).size).toBe(names.length);
    expect(await readdir(folder)).toEqual(['levered']);
    for (const name of mine) expect(await readFile(join(target, name), 'utf8')).toBe('precious');
  });
});
