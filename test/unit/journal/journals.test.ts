import { appendFile, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalName, Journals } from '../../../src/journal/journals.ts';
import { makeFolder } from '../temporaryFolder.ts';
import { longBase } from './records.ts';

const prod = 'https://api.levered.dev';
const testing = 'https://api.testing.levered.dev';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  const made = await makeFolder();
  folder = join(made.folder, 'storage', 'journals');
  remove = made.remove;
});
afterEach(() => remove());

describe('The journals of a workspace', () => {
  test('are one for each origin and organization, and the same for the same', async () => {
    const journals = new Journals(folder);
    const one = await journals.open(prod, 'org_a', 'prod');
    expect(await journals.open(prod, 'org_a', 'prod')).toBe(one);
    const paths = await Promise.all([
      journals.open(prod, 'org_b', 'prod'),
      journals.open(testing, 'org_a', 'testing'),
      journals.open(prod, 'ORG_A', 'prod'),
    ]);
    expect(new Set([one, ...paths].map(({ path }) => path)).size).toBe(4);
  });

  test('have names that a person can read, whatever an organization is called', () => {
    expect(journalName(prod, 'org_a')).toMatch(/^api-levered-dev-org-a-[0-9a-f]{16}$/);
    for (const hostile of ['../../x', 'a\0b', '', 'x'.repeat(1_000), 'a/b', 'ORG_A']) {
      expect(journalName(prod, hostile)).toMatch(/^[a-z0-9-]{1,80}$/);
      expect(journalName(prod, hostile)).not.toBe(journalName(prod, 'org_a'));
    }
    expect(journalName(`${prod}x`, 'y')).not.toBe(journalName(prod, 'xy'));
  });

  test('are seen by another window', async () => {
    await (await new Journals(folder).open(prod, 'org_a', 'prod')).append(longBase('m1'));
    const { state } = await new Journals(folder).open(prod, 'org_a', 'prod');
    expect([...state.metrics.keys()]).toEqual(['m1']);
  });

  test('are for their person alone', async () => {
    await (await new Journals(folder).open(prod, 'org_a', 'prod')).append(longBase('m1'));
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  });
});

describe('The ids of other environments', () => {
  test('are those of all other journals, with the name that the environment has now', async () => {
    const journals = new Journals(folder);
    expect(await journals.idsElsewhere(prod, 'org_a')).toEqual(new Map());
    await (await journals.open(prod, 'org_a', 'prod')).append(longBase('m1'));
    await (await journals.open(testing, 'org_a', 'testing')).append(longBase('m2'));
    expect(await journals.idsElsewhere(prod, 'org_a')).toEqual(new Map([['m2', 'testing']]));
    expect(await journals.idsElsewhere(testing, 'org_a')).toEqual(new Map([['m1', 'prod']]));
    await journals.open(testing, 'org_a', 'staging');
    expect(await new Journals(folder).idsElsewhere(prod, 'org_a')).toEqual(new Map([['m2', 'staging']]));
  });

  test('are read again when another window adds some', async () => {
    const journals = new Journals(folder);
    const other = await new Journals(folder).open(testing, 'org_a', 'testing');
    await other.append(longBase('m1'));
    expect([...(await journals.idsElsewhere(prod, 'org_a')).keys()]).toEqual(['m1']);
    await other.append(longBase('m2'));
    expect([...(await journals.idsElsewhere(prod, 'org_a')).keys()]).toEqual(['m1', 'm2']);
  });

  test('are known of a damaged journal as far as it can be read, and without the file that names it', async () => {
    const journal = await new Journals(folder).open(testing, 'org_a', 'testing');
    await journal.append(longBase('m1'));
    await appendFile(journal.path, '<<<<<<<\n');
    await rm(journal.path.replace(/\.jsonl$/, '.json'));
    const name = journalName(testing, 'org_a');
    expect(await new Journals(folder).idsElsewhere(prod, 'org_a')).toEqual(new Map([['m1', name]]));
    expect(await readFile(journal.path, 'utf8')).toContain('<<<<<<<');
  });
});
