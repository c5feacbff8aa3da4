import { parseDocument } from '../../../src/core/document/documentParser.ts';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DiskReader } from '../../../src/workspace/diskReader.ts';
import { type FileContent, FileContents } from '../../../src/workspace/fileContents.ts';
import { hashOf, mostBytes, readText } from '../../../src/workspace/fileReading.ts';
import { mapAtMost } from '../../../src/workspace/mapAtMost.ts';
import { withFolder } from '../temporaryFolder.ts';

const text = (name: string): string =>
  `/*---\nname: ${name}\ncolumn_mapping: {anonymous_id: a, timestamp: t, reward_type: bool}\n---*/\nSELECT 1\n`;

describe('Ten thousand files', () => {
  test('are read once, and after an edit of one that one alone is read and parsed again', async () => {
    await withFolder(async folder => {
      const paths = Array.from({ length: 10_000 }, (_, index) =>
        join(folder, `${index % 100}`, `${index}.levered.sql`),
      );
      for (let index = 0; index < 100; index++) await mkdir(join(folder, `${index}`));
      await mapAtMost(paths, 16, path => writeFile(path, text(path)));

      let opened = 0;
      let inFlight = 0;
      let most = 0;
      const contents = new FileContents(parseDocument);
      const pass = async (): Promise<readonly (FileContent | undefined)[]> => {
        opened = 0;
        const reader = new DiskReader([folder], (path, flags) => {
          opened++;
          return open(path, flags);
        });
        return mapAtMost(paths, 16, async path => {
          most = Math.max(most, ++inFlight);
          const content = await contents.read(path, known => reader.read(path, known));
          inFlight--;
          return content;
        });
      };
      const first = await pass();
      expect(opened).toBe(10_000);
      expect(most).toBe(16);
      // Files as new as these are read again until their times are certain.
      let before = await pass();
      while (opened > 0) before = await pass();
      expect(before.every((content, index) => isSameDocument(content, first[index]))).toBe(true);

      await writeFile(paths[4_711]!, text('Edited'));
      const after = await pass();
      expect(opened).toBe(1);
      const changed = after.flatMap((content, index) => (isSameDocument(content, before[index]) ? [] : [index]));
      expect(changed).toEqual([4_711]);
      expect(after[4_711]?.hash).toBe(hashOf(text('Edited')));
    });
  }, 120_000);
});

/** The very same object: it was not parsed again. */
function isSameDocument(one: FileContent | undefined, other: FileContent | undefined): boolean {
  if (one?.content.kind !== 'read' || other?.content.kind !== 'read') return false;
  return one.content.document === other.content.document;
}

describe('What files hold', () => {
  const give = (content: string) => () => Promise.resolve(readText(Buffer.from(content)));

  test('is parsed once for equal texts, saved or not', async () => {
    const contents = new FileContents(parseDocument);
    const one = await contents.read('a', give(text('x')));
    const other = await contents.read('b', give(text('x')));
    expect(isSameDocument(one, other)).toBe(true);
    expect(isSameDocument(one, contents.ofText(text('x')))).toBe(true);
    expect(isSameDocument(one, contents.ofText(text('y')))).toBe(false);
  });

  test('is forgotten with the last file that holds it', async () => {
    const contents = new FileContents(parseDocument);
    const one = await contents.read('a', give(text('x')));
    contents.keepOnly(new Set(), new Set());
    expect(isSameDocument(one, await contents.read('a', give(text('x'))))).toBe(false);
  });

  test('is a refusal for a refused file, and nothing for one that is gone', async () => {
    const contents = new FileContents(parseDocument);
    await contents.read('a', give('x'));
    const refused = await contents.read('a', () => Promise.resolve({ kind: 'refused', refusal: 'not_a_file' }));
    expect(refused).toEqual({ hash: 'not_a_file', content: { kind: 'refused', refusal: 'not_a_file' } });
    expect(await contents.read('a', () => Promise.resolve({ kind: 'gone' }))).toBeUndefined();
  });

  test('is refused when more than 1 MiB is typed into it (T12)', () => {
    const content = new FileContents(parseDocument).ofText('é'.repeat(mostBytes / 2 + 1));
    expect(content.content).toEqual({ kind: 'refused', refusal: 'too_large' });
  });
});

test('Work on many things stops at the first error', async () => {
  const done: number[] = [];
  const work = mapAtMost([1, 2, 3, 4], 1, item => {
    done.push(item);
    return item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item);
  });
  await expect(work).rejects.toThrow('two');
  expect(done).toEqual([1, 2]);
});
