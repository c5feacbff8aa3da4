import { chmod, link, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replaceFile } from '../../../src/platform/diskWrite.ts';
import { createDiskFile, writeDiskFile } from '../../../src/workspace/diskFiles.ts';
import { hashOf } from '../../../src/workspace/fileReading.ts';
import { withFolder } from '../temporaryFolder.ts';

const name = 'a.levered.sql';

describe('Writing a file (15, I9)', () => {
  test.each(['\uFEFFnew\r\n', 'new\n', '', 'a\r\nb\nc'])(
    'gives it exactly the text %j, and keeps its mode',
    async text => {
      await withFolder(async folder => {
        const path = join(folder, name);
        await writeFile(path, 'old');
        await chmod(path, 0o640);
        expect(await writeDiskFile([folder], path, text, hashOf('old'))).toEqual({ kind: 'written' });
        expect(await readFile(path, 'utf8')).toBe(text);
        expect((await stat(path)).mode & 0o777).toBe(0o640);
        expect(await readdir(folder)).toEqual([name]);
      });
    },
  );

  test('does nothing when it has another text by now, or is gone', async () => {
    await withFolder(async folder => {
      const path = join(folder, name);
      expect(await writeDiskFile([folder], path, 'new', hashOf('old'))).toEqual({ kind: 'changed' });
      expect(await readdir(folder)).toEqual([]);
      await writeFile(path, 'of someone else');
      expect(await writeDiskFile([folder], path, 'new', hashOf('old'))).toEqual({ kind: 'changed' });
      expect(await readFile(path, 'utf8')).toBe('of someone else');
    });
  });

  test('does nothing when it gets another text just before the exchange', async () => {
    await withFolder(async folder => {
      const path = join(folder, name);
      await writeFile(path, 'old');
      expect(await replaceFile(path, 'new', 0o600, () => Promise.resolve(false))).toBe(false);
      expect(await readFile(path, 'utf8')).toBe('old');
      expect(await readdir(folder)).toEqual([name]);
    });
  });

  test('is an exchange of whole files: who has the old one open still reads the old text', async () => {
    await withFolder(async folder => {
      const path = join(folder, name);
      await writeFile(path, 'old');
      await link(path, join(folder, 'witness'));
      await writeDiskFile([folder], path, 'new', hashOf('old'));
      expect(await readFile(join(folder, 'witness'), 'utf8')).toBe('old');
    });
  });

  test('goes to where a link inside leads, and the link stays', async () => {
    await withFolder(async folder => {
      await writeFile(join(folder, 'true.levered.sql'), 'old');
      await symlink('true.levered.sql', join(folder, name));
      expect(await writeDiskFile([folder], join(folder, name), 'new', hashOf('old'))).toEqual({ kind: 'written' });
      expect(await readlink(join(folder, name))).toBe('true.levered.sql');
      expect(await readFile(join(folder, 'true.levered.sql'), 'utf8')).toBe('new');
    });
  });

  test('fails for a file outside, whatever its text is (T12)', async () => {
    await withFolder(async folder => {
      await mkdir(join(folder, 'w'));
      await writeFile(join(folder, 'outside'), 'old');
      await symlink('../outside', join(folder, 'w', name));
      const written = await writeDiskFile([join(folder, 'w')], join(folder, 'w', name), 'new', hashOf('old'));
      expect(written.kind).toBe('failed');
      expect(await readFile(join(folder, 'outside'), 'utf8')).toBe('old');
    });
  });

  test('fails for a read-only file', async () => {
    await withFolder(async folder => {
      const path = join(folder, name);
      await writeFile(path, 'old', { mode: 0o444 });
      const written = await writeDiskFile([folder], path, 'new', hashOf('old'));
      expect(written).toMatchObject({ kind: 'failed', error: { code: 'EACCES' } });
      expect(await readFile(path, 'utf8')).toBe('old');
    });
  });

  test('fails with the old text in place when the new one cannot be written', async () => {
    await withFolder(async folder => {
      const path = join(folder, name);
      await writeFile(path, 'old');
      // What a full disk does to the exchange: the step itself fails.
      const failing = replaceFile(path, 'new', 0o600, () => Promise.reject(new Error('ENOSPC')));
      await expect(failing).rejects.toThrow('ENOSPC');
      expect(await readFile(path, 'utf8')).toBe('old');
      expect(await readdir(folder)).toEqual([name]);
    });
  });
});

describe('Making a file (15, T21)', () => {
  test('makes the folders on its way', async () => {
    await withFolder(async folder => {
      const path = join(folder, 'levered', 'metrics', name);
      expect(await createDiskFile([folder], path, '\uFEFFa\r\n')).toEqual({ kind: 'written' });
      expect(await readFile(path, 'utf8')).toBe('\uFEFFa\r\n');
      expect(await readdir(join(folder, 'levered', 'metrics'))).toEqual([name]);
    });
  });

  test.each([
    ['of the same name', name, name],
    ['that differs by case', 'Purchase.levered.sql', 'purchase.LEVERED.sql'],
    ['whose letters are composed otherwise', 'café.levered.sql'.normalize('NFC'), 'café.levered.sql'.normalize('NFD')],
  ])('does not touch a file %s', async (_, there, wanted) => {
    await withFolder(async folder => {
      await writeFile(join(folder, there), 'precious');
      expect(await createDiskFile([folder], join(folder, wanted), 'new')).toEqual({ kind: 'exists' });
      expect(await readdir(folder)).toEqual([there]);
      expect(await readFile(join(folder, there), 'utf8')).toBe('precious');
    });
  });

  test('does not touch a file of a name that was free a moment ago', async () => {
    await withFolder(async folder => {
      await writeFile(join(folder, name), 'precious');
      expect(await createDiskFile([folder], join(folder, name), 'new', 'free')).toEqual({ kind: 'exists' });
      expect(await readFile(join(folder, name), 'utf8')).toBe('precious');
    });
  });

  test('does not write through a link that leads nowhere', async () => {
    await withFolder(async folder => {
      await symlink('elsewhere', join(folder, name));
      expect(await createDiskFile([folder], join(folder, name), 'new')).toEqual({ kind: 'exists' });
      expect(await readdir(folder)).toEqual([name]);
    });
  });

  test('of two at once one is made, whole, and the other told', async () => {
    await withFolder(async folder => {
      const texts = ['one', 'two', 'three', 'four'].map(word => word.repeat(10_000));
      const made = await Promise.all(texts.map(text => createDiskFile([folder], join(folder, name), text)));
      expect(made.map(({ kind }) => kind).sort()).toEqual(['exists', 'exists', 'exists', 'written']);
      const winner = texts[made.findIndex(({ kind }) => kind === 'written')];
      expect(await readFile(join(folder, name), 'utf8')).toBe(winner);
    });
  });

  test('fails below a link to a folder outside, and makes nothing there', async () => {
    await withFolder(async folder => {
      await mkdir(join(folder, 'w'));
      await mkdir(join(folder, 'outside'));
      await symlink('../outside', join(folder, 'w', 'levered'));
      const path = join(folder, 'w', 'levered', 'sub', name);
      expect((await createDiskFile([join(folder, 'w')], path, 'new')).kind).toBe('failed');
      expect(await readdir(join(folder, 'outside'))).toEqual([]);
    });
  });

  test('fails outside of all folders', async () => {
    await withFolder(async folder => {
      await mkdir(join(folder, 'w'));
      expect((await createDiskFile([join(folder, 'w')], join(folder, 'x', name), 'new')).kind).toBe('failed');
      expect(await readdir(folder)).toEqual(['w']);
    });
  });

  test('fails where a file stands in the place of a folder', async () => {
    await withFolder(async folder => {
      await writeFile(join(folder, 'levered'), 'precious');
      expect((await createDiskFile([folder], join(folder, 'levered', name), 'new')).kind).toBe('failed');
      expect(await readFile(join(folder, 'levered'), 'utf8')).toBe('precious');
    });
  });
});
