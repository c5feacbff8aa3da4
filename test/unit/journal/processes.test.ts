import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { JournalFile } from '../../../src/journal/journalFile.ts';
import { makeFolder, withFolder } from '../temporaryFolder.ts';
import { longBase, longSql } from './records.ts';
import { buildWriter, WriterProcess } from './writerProcess.ts';

let writer: string;
let removeWriter: () => Promise<void>;

beforeAll(async () => {
  const made = await makeFolder();
  removeWriter = made.remove;
  await chmod(made.folder, 0o755);
  writer = await buildWriter(made.folder);
});
afterAll(() => removeWriter());

async function reopened(path: string): Promise<JournalFile> {
  const journal = new JournalFile(path);
  await journal.refresh();
  return journal;
}

describe('A journal that several processes write', () => {
  test('has every record of both, in the order of each, and none is torn (5)', async () => {
    await withFolder(async folder => {
      const path = join(folder, 'journal');
      const processes = ['a', 'b'].map(name => new WriterProcess(writer, ['long', path, name, '500']));
      await Promise.all(processes.map(each => each.end()));
      const journal = await reopened(path);
      expect(journal.isReadOnly).toBe(false);
      const ids = [...journal.state.metrics.keys()];
      for (const name of ['a', 'b']) {
        const own = ids.filter(id => id.startsWith(name));
        expect(own).toEqual(Array.from({ length: 500 }, (_, index) => `${name}-${index}`));
      }
      expect(journal.state.metrics.get('b-499')?.sql).toBe(longSql('b-499'));
    });
  });

  test('has every record that was told to be on the disk after a kill −9, and can be written on (6)', async () => {
    await withFolder(async folder => {
      const path = join(folder, 'journal');
      for (const name of ['a', 'b', 'c']) {
        const process = new WriterProcess(writer, ['long', path, name, '100000']);
        await process.told(20);
        const told = await process.kill();
        const journal = await reopened(path);
        expect(journal.isReadOnly).toBe(false);
        expect(told.filter(id => !journal.state.metrics.has(id))).toEqual([]);
        await journal.append(longBase(`after ${name}`));
      }
      const journal = await reopened(path);
      expect([...journal.state.metrics.keys()].filter(id => id.startsWith('after'))).toHaveLength(3);
    });
  });

  test('tells the writer for which there is no room, and is whole without what it wrote of it (6)', async () => {
    await withFolder(async folder => {
      const path = join(folder, 'journal');
      // Files of at most 64 × 512 bytes: the second record of 20 kB ends in the middle.
      const process = new WriterProcess(writer, ['long', path, 'a', '2'], { shell: 'ulimit -f 64' });
      expect(await process.end()).toEqual(['a-0', 'JournalError disk_full']);
      expect((await readFile(`${path}.jsonl`, 'utf8')).endsWith('\n')).toBe(false);
      const journal = await reopened(path);
      await journal.append(longBase('b'));
      const after = await reopened(path);
      expect(after.isReadOnly).toBe(false);
      expect([...after.state.metrics.keys()]).toEqual(['a-0', 'b']);
    });
  });

  test('tells the writer that has no right to its folder (6)', async () => {
    await withFolder(async folder => {
      await chmod(folder, 0o755);
      const closed = join(folder, 'closed');
      await mkdir(closed, { mode: 0o555 });
      // Nothing is closed to the root user.
      const other = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
      const denied = new WriterProcess(writer, ['append', join(closed, 'journal'), 'a', '1'], other);
      expect(await denied.end()).toEqual(['JournalError no_permission']);
    });
  });
});

describe('The lock of an organization between processes', () => {
  test('lets one process at a time do its work', async () => {
    await withFolder(async folder => {
      const file = join(folder, 'number');
      await writeFile(file, '0');
      const args = ['count', join(folder, 'journal'), file, '3'];
      const processes = Array.from({ length: 3 }, () => new WriterProcess(writer, args));
      expect(await Promise.all(processes.map(each => each.end()))).toEqual([['done'], ['done'], ['done']]);
      expect(await readFile(file, 'utf8')).toBe('9');
    });
  });

  test('is busy while its owner lives, and free at once when that was killed (19)', async () => {
    await withFolder(async folder => {
      const path = join(folder, 'journal');
      const owner = new WriterProcess(writer, ['hold', path]);
      expect(await owner.told(1)).toEqual(['held']);
      const { lock } = new JournalFile(path);
      expect(await lock.acquire()).toEqual({ kind: 'busy', pid: owner.pid });
      await owner.kill();
      const attempt = await lock.acquire();
      expect(attempt.kind).toBe('held');
      await lock.release();
    });
  });
});
