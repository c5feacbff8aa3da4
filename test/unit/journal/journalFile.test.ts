import { appendFile, mkdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { JournalError, toJournalError } from '../../../src/journal/journalError.ts';
import { JournalFile } from '../../../src/journal/journalFile.ts';
import { withFolder } from '../temporaryFolder.ts';
import { gone, longBase } from './records.ts';

async function inFolder(use: (path: string) => Promise<void>): Promise<void> {
  await withFolder(folder => use(join(folder, 'journal')));
}

/** Another window's view of the same journal. */
async function reopened(path: string): Promise<JournalFile> {
  const journal = new JournalFile(path);
  await journal.refresh();
  return journal;
}

function idsOf(journal: JournalFile): readonly string[] {
  return [...journal.state.metrics.keys()];
}

async function errorOf(work: Promise<unknown>): Promise<JournalError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof JournalError)) throw new Error('There was no JournalError.');
  return error;
}

describe('A journal', () => {
  test('is empty before its first record, and knows every record as soon as it is on the disk', async () => {
    await inFolder(async path => {
      const journal = await reopened(path);
      expect(idsOf(journal)).toEqual([]);
      await journal.append(longBase('a', 'SELECT 1'));
      expect(idsOf(journal)).toEqual(['a']);
      expect(idsOf(await reopened(path))).toEqual(['a']);
    });
  });

  test('keeps the order of records that are appended at once', async () => {
    await inFolder(async path => {
      const journal = new JournalFile(path);
      const ids = Array.from({ length: 50 }, (_, index) => `m${index}`);
      await Promise.all(ids.map(id => journal.append(longBase(id, 'SELECT 1'))));
      expect(idsOf(await reopened(path))).toEqual(ids);
    });
  });

  test('gives back what was put in, character by character', async () => {
    await inFolder(async path => {
      const sql = "SELECT '\u2028\u0018\r\n\\n💶' -- \"\u0000";
      await new JournalFile(path).append(longBase('a', sql));
      expect((await reopened(path)).state.metrics.get('a')?.sql).toBe(sql);
    });
  });

  test('knows what another window wrote, before its own next record and after a refresh (5)', async () => {
    await inFolder(async path => {
      const [one, other] = [new JournalFile(path), await reopened(path)];
      await one.append(longBase('a', 'SELECT 1'));
      expect(idsOf(other)).toEqual([]);
      await other.append(longBase('b', 'SELECT 1'));
      expect(idsOf(other)).toEqual(['a', 'b']);
      expect(idsOf(one)).toEqual(['a']);
      await one.refresh();
      expect(idsOf(one)).toEqual(['a', 'b']);
    });
  });
});

describe('A journal whose last record was cut by a crash (6)', () => {
  test('is whole without it wherever the cut is, and can be written on', async () => {
    const records = [longBase('a', 'SELECT 1'), longBase('b', 'SELECT "ü"')] as const;
    await inFolder(async path => {
      const file = `${path}.jsonl`;
      for (const record of records) await new JournalFile(path).append(record);
      const whole = await readFile(file);
      const first = whole.indexOf('\n') + 1;
      for (let end = first; end <= whole.length; end++) {
        await writeFile(file, whole.subarray(0, end));
        const journal = await reopened(path);
        expect(idsOf(journal)).toEqual(end === whole.length ? ['a', 'b'] : ['a']);
        await journal.append(longBase('c', 'SELECT 1'));
        const after = await reopened(path);
        expect(after.isReadOnly).toBe(false);
        expect(idsOf(after)).toEqual(end === whole.length ? ['a', 'b', 'c'] : ['a', 'c']);
      }
    });
  });

  test('does not take the half record of a writer at work for its end', async () => {
    await inFolder(async path => {
      const record = `${JSON.stringify(longBase('b', 'SELECT 1'))}\n`;
      const journal = await reopened(path);
      await journal.append(longBase('a', 'SELECT 1'));
      await appendFile(`${path}.jsonl`, record.slice(0, 30));
      await journal.refresh();
      expect(idsOf(journal)).toEqual(['a']);
      await appendFile(`${path}.jsonl`, record.slice(30));
      await journal.refresh();
      expect(idsOf(journal)).toEqual(['a', 'b']);
    });
  });
});

describe('A journal that is not understood', () => {
  test.each([
    ['of a newer version (22)', '{"version":2,"at":1,"kind":"gone","id":"x"}', /Line 2 .* newer version/],
    ['with marks of a merge in it (21)', '<<<<<<< HEAD', /Line 2 .* damaged/],
    ['with a damaged line', '{"version":1,"at":1,"kind":"gone"', /Line 2 .* damaged/],
    ['with an empty line', '', /Line 2 .* damaged/],
  ])('%s can be read as far as it goes, and not written', async (_, line, reason) => {
    await inFolder(async path => {
      await new JournalFile(path).append(longBase('a', 'SELECT 1'));
      await appendFile(`${path}.jsonl`, `${line}\n${JSON.stringify(longBase('b', 'SELECT 1'))}\n`);
      const before = await readFile(`${path}.jsonl`, 'utf8');
      const journal = await reopened(path);
      expect(journal.isReadOnly).toBe(true);
      expect(journal.readOnlyReason).toMatch(reason);
      expect(idsOf(journal)).toEqual(['a', 'b']);
      const error = await errorOf(journal.append(gone('a')));
      expect(error.kind).toBe('read_only');
      expect(error.message).toMatch(reason);
      expect(await readFile(`${path}.jsonl`, 'utf8')).toBe(before);
    });
  });

  test('becomes so while it is open', async () => {
    await inFolder(async path => {
      const journal = await reopened(path);
      await journal.append(gone('a'));
      await appendFile(`${path}.jsonl`, '=======\n');
      expect((await errorOf(journal.append(gone('b')))).kind).toBe('read_only');
    });
  });

  const losses: readonly [string, (file: string) => Promise<unknown>][] = [
    ['cut short', file => truncate(file, 10)],
    ['emptied', file => truncate(file, 0)],
    ['removed', file => rm(file)],
    [
      'exchanged',
      async file => {
        await rename(file, `${file}.old`);
        await writeFile(file, `${JSON.stringify(gone('x'.repeat(900)))}\n`);
      },
    ],
  ];

  test.each(losses)('because it was %s is never taken for an empty one', async (_, lose) => {
    await inFolder(async path => {
      const journal = await reopened(path);
      await journal.append(longBase('a', 'SELECT 1'));
      await lose(`${path}.jsonl`);
      expect((await errorOf(journal.append(gone('b')))).message).toMatch(/Reload the window/);
      expect(idsOf(journal)).toEqual(['a']);
    });
  });
});

describe('A journal that cannot be written (6)', () => {
  test('says so, and goes on once it can', async () => {
    await withFolder(async folder => {
      const path = join(folder, 'later', 'journal');
      const journal = new JournalFile(path);
      expect((await errorOf(journal.append(gone('a')))).kind).toBe('failed');
      await mkdir(join(folder, 'later'));
      await journal.append(longBase('b', 'SELECT 1'));
      expect(idsOf(journal)).toEqual(['b']);
    });
  });

  test('is not followed where a link in its place leads', async () => {
    await inFolder(async path => {
      await writeFile(`${path}-target`, '');
      await symlink(`${path}-target`, `${path}.jsonl`);
      await expect(new JournalFile(path).append(gone('a'))).rejects.toThrow(JournalError);
      expect(await readFile(`${path}-target`, 'utf8')).toBe('');
    });
  });

  test.each([
    ['ENOSPC', 'disk_full', /disk is full/],
    ['EDQUOT', 'disk_full', /disk is full/],
    ['EACCES', 'no_permission', /does not allow it/],
    ['EROFS', 'read_only_disk', /disk is read-only/],
    ['EIO', 'failed', /could not be read or written.*EIO/],
  ])('says for %s: %s', (code, kind, words) => {
    const error = toJournalError(Object.assign(new Error(code), { code }), '/j/prod.jsonl');
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(words);
    expect(error.message).toMatch(/nothing was sent.*\/j\/prod\.jsonl/);
  });
});
