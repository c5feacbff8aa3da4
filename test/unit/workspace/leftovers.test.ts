import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeLeftovers } from '../../../src/workspace/leftovers.ts';
import { withFolder } from '../temporaryFolder.ts';

const uuid = '08bc48c0-c4d4-4960-ae8f-c08fabd4cf65';

async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid!;
}

it('what a dead process left beside a file goes, and nothing else does (8, I9)', () =>
  withFolder(async folder => {
    const pid = await deadProcess();
    const stays = [
      `.levered-${process.pid}-${uuid}.tmp`,
      `.levered-${pid}-${uuid}.tmp.sql`,
      `.levered-${pid}-notes.tmp`,
      `.levered-0-${uuid}.tmp`,
      'a.levered.sql',
    ];
    for (const name of [...stays, `.levered-${pid}-${uuid}.tmp`]) await writeFile(join(folder, name), name);
    await removeLeftovers([folder], [join(folder, 'a.levered.sql'), join(folder, 'gone', 'b.levered.sql')]);
    expect((await readdir(folder)).sort()).toEqual(stays.sort());
  }));

it('a folder outside of the workspace is left alone (T12)', () =>
  withFolder(async folder => {
    const name = `.levered-${await deadProcess()}-${uuid}.tmp`;
    await mkdir(join(folder, 'inside'));
    await writeFile(join(folder, name), '');
    await removeLeftovers([join(folder, 'inside')], [join(folder, 'a.levered.sql')]);
    expect(await readdir(folder)).toContain(name);
  }));
