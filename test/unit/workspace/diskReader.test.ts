import { mkdir, open, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makePipe } from '../../pipe.ts';
import { isBelow } from '../../../src/workspace/diskPath.ts';
import { DiskReader } from '../../../src/workspace/diskReader.ts';
import { hashOf } from '../../../src/workspace/fileReading.ts';
import { withFolder } from '../temporaryFolder.ts';

interface Place {
  /** The workspace folder. */
  readonly inside: string;
  readonly outside: string;
  /** A file in the workspace that may be anything. */
  readonly file: string;
  readonly reader: DiskReader;
}

/** A workspace with something secret beside it. */
async function inWorkspace(use: (place: Place) => Promise<void>): Promise<void> {
  await withFolder(async folder => {
    const [inside, outside] = [join(folder, 'inside'), join(folder, 'outside')];
    await mkdir(inside);
    await mkdir(outside);
    await writeFile(join(outside, 'a.levered.sql'), 'secret');
    await use({ inside, outside, file: join(inside, 'a.levered.sql'), reader: new DiskReader([inside]) });
  });
}

describe('A file of a workspace that may be hostile (T12)', () => {
  const hostile: readonly [string, string, (place: Place) => Promise<unknown>][] = [
    ['a link to /etc/passwd', 'outside_workspace', ({ file }) => symlink('/etc/passwd', file)],
    [
      'a link to a file beside the folder',
      'outside_workspace',
      ({ file }) => symlink('../outside/a.levered.sql', file),
    ],
    [
      'a link over a link',
      'outside_workspace',
      async ({ inside, file }) => {
        await symlink('../outside', join(inside, 'step'));
        await symlink('step/a.levered.sql', file);
      },
    ],
    [
      'a link to a folder',
      'not_a_file',
      async ({ inside, file }) => {
        await mkdir(join(inside, 'folder'));
        await symlink('folder', file);
      },
    ],
    ['a folder', 'not_a_file', ({ file }) => mkdir(file)],
    ['a link to itself', 'not_a_file', ({ file }) => symlink('a.levered.sql', file)],
    ['a link to nothing', 'not_a_file', ({ file }) => symlink('nothing', file)],
    ['a pipe that nobody writes to', 'not_a_file', ({ file }) => makePipe(file)],
    ['a link to /dev/zero', 'outside_workspace', ({ file }) => symlink('/dev/zero', file)],
    [
      'a file of 2 GiB',
      'too_large',
      async ({ file }) => {
        await writeFile(file, '');
        await truncate(file, 2 ** 31);
      },
    ],
    ['one byte more than 1 MiB', 'too_large', ({ file }) => writeFile(file, 'x'.repeat(1_048_577))],
    ['bytes that are no UTF-8', 'not_utf8', ({ file }) => writeFile(file, Buffer.from([0x61, 0xff, 0xfe]))],
    ['UTF-16', 'not_utf8', ({ file }) => writeFile(file, Buffer.from('\uFEFFname', 'utf16le'))],
  ];

  test.each(hostile)('is refused when it is %s: %s', async (_, refusal, make) => {
    await inWorkspace(async place => {
      await make(place);
      expect(await place.reader.read(place.file)).toEqual({ kind: 'refused', refusal });
    });
  });

  test('is refused below a link to a folder outside', async () => {
    await inWorkspace(async ({ inside, reader }) => {
      await symlink('../outside', join(inside, 'linked'));
      const read = await reader.read(join(inside, 'linked', 'a.levered.sql'));
      expect(read).toEqual({ kind: 'refused', refusal: 'outside_workspace' });
    });
  });

  const swaps: readonly [string, (place: Place) => Promise<unknown>][] = [
    ['a link outside', ({ file }) => rm(file).then(() => symlink('../outside/a.levered.sql', file))],
    ['a pipe', ({ file }) => rm(file).then(() => makePipe(file))],
    ['a folder', ({ file }) => rm(file).then(() => mkdir(file))],
    ['2 GiB', ({ file }) => truncate(file, 2 ** 31)],
  ];

  test.each(swaps)('is refused when %s takes its place after the check', async (_, swap) => {
    await inWorkspace(async place => {
      await writeFile(place.file, 'harmless');
      let isSwapped = false;
      const reader = new DiskReader([place.inside], async (path, flags) => {
        if (!isSwapped) await swap(place);
        isSwapped = true;
        return open(path, flags);
      });
      expect((await reader.read(place.file)).kind).toBe('refused');
      expect(isSwapped).toBe(true);
    });
  });

  test('is refused when its folder becomes a link for as long as it is opened', async () => {
    await inWorkspace(async ({ inside, outside }) => {
      const [folder, aside] = [join(inside, 'folder'), join(inside, 'aside')];
      await mkdir(folder);
      await writeFile(join(folder, 'a.levered.sql'), 'harmless');
      const reader = new DiskReader([inside], async (path, flags) => {
        await rename(folder, aside);
        await symlink(outside, folder);
        const file = await open(path, flags);
        await rm(folder);
        await rename(aside, folder);
        return file;
      });
      const read = await reader.read(join(folder, 'a.levered.sql'));
      expect(read).toEqual({ kind: 'refused', refusal: 'unreadable' });
    });
  });

  test('is read whole when a save puts a new one in its place while it is opened', async () => {
    await inWorkspace(async ({ inside, file }) => {
      await writeFile(file, 'old');
      let opened = 0;
      const reader = new DiskReader([inside], async (path, flags) => {
        const old = await open(path, flags);
        if (opened++ === 0) {
          await writeFile(join(inside, 'new'), 'new text');
          await rename(join(inside, 'new'), path);
        }
        return old;
      });
      expect(await reader.read(file)).toMatchObject({ kind: 'text', text: 'new text' });
    });
  });
});

describe('A file of a workspace', () => {
  test.each([
    ['a byte order mark', '\uFEFFa'],
    ['CRLF', 'a\r\nb\r\n'],
    ['mixed line ends', 'a\r\nb\nc\r'],
    ['nothing', ''],
    ['exactly 1 MiB', 'x'.repeat(1_048_576)],
    ['characters beyond the first plane', 'Umsatz 💶'.repeat(9_000)],
  ])('is read with %s as it is', async (_, text) => {
    await inWorkspace(async ({ file, reader }) => {
      await writeFile(file, text);
      expect(await reader.read(file)).toMatchObject({ kind: 'text', text, hash: hashOf(text) });
    });
  });

  test('is read through a link that stays inside', async () => {
    await inWorkspace(async ({ inside, file, reader }) => {
      await writeFile(join(inside, 'true.levered.sql'), 'text');
      await symlink('true.levered.sql', file);
      expect(await reader.read(file)).toMatchObject({ kind: 'text', text: 'text' });
    });
  });

  test('is gone when it is not there, and when its folder is not', async () => {
    await inWorkspace(async ({ inside, file, reader }) => {
      expect(await reader.read(file)).toEqual({ kind: 'gone' });
      expect(await reader.read(join(inside, 'no', 'a.levered.sql'))).toEqual({ kind: 'gone' });
    });
  });

  test('is not read again while its stamp is the same, and is as soon as it changed', async () => {
    await inWorkspace(async ({ inside, file }) => {
      let opened = 0;
      const reader = new DiskReader([inside], (path, flags) => {
        opened++;
        return open(path, flags);
      });
      await writeFile(file, 'one');
      const first = await settled(reader, file);
      opened = 0;
      expect(await reader.read(file, first)).toEqual({ kind: 'same' });
      expect(opened).toBe(0);
      // As long as before, and with the times of before as far as a program can set them.
      await writeFile(file, 'two');
      await utimes(file, 1, 1);
      expect(await reader.read(file, first)).toMatchObject({ kind: 'text', text: 'two' });
    });
  });
});

/** The stamp of a file, once its last change is so old that a later one is certain to be seen. */
async function settled(reader: DiskReader, path: string): Promise<string> {
  for (;;) {
    const reading = await reader.read(path);
    if (reading.kind === 'text' && reading.stamp !== undefined) return reading.stamp;
  }
}

test('A folder that only begins with the name of another is not below it', () => {
  expect(isBelow(['/w/a'], '/w/a/x')).toBe(true);
  expect(isBelow(['/w/a'], '/w/ab/x')).toBe(false);
  expect(isBelow(['/w/a'], '/w/a')).toBe(false);
  expect(isBelow(['/w/a', '/v'], '/v/..x')).toBe(true);
  expect(isBelow(['/w/a'], '/w/x')).toBe(false);
});
