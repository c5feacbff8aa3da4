import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Definition } from '../../../src/core/definition.ts';
import { withDefinition } from '../../../src/core/document/definitionEdit.ts';
import { parseDocument } from '../../../src/core/document/documentParser.ts';
import { printDefinition } from '../../../src/core/document/documentPrinter.ts';
import { applyEdits } from '../../../src/core/document/textEdit.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { pullChoices } from '../../../src/sync/pullChoice.ts';
import { createDiskFile, writeDiskFile } from '../../../src/workspace/diskFiles.ts';
import { hashOf } from '../../../src/workspace/fileReading.ts';
import { pullName, takenNames } from '../../../src/workspace/pullFolder.ts';
import { after, before, metricText, synced, syncedSource, uriOf } from '../core/apply/stage.ts';
import type { World } from '../core/apply/world.ts';
import { withFolder } from '../temporaryFolder.ts';
import { type ServedWorlds, serveWorlds } from './servedWorlds.ts';
import { wireFaultsOf } from './wireFaults.ts';

/** The parts of a pull that run outside of VS Code, from the socket to the disk. What is asked and shown is walked. */

const worlds: ServedWorlds = await serveWorlds();
afterAll(() => worlds[Symbol.asyncDispose]());

/** `signups` and the source have files and a newer version in the organization; `orders` has no file. */
function outdated(): World {
  const { world } = worlds.open();
  const { id } = synced(world, 'signups');
  syncedSource(world);
  world.organization.edit(id, { sql: after });
  const column_mapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp' };
  world.organization.save({ name: 'Exposures', sql: after, column_mapping }, 'colleague');
  world.organization.create({ name: 'orders', sql: before, column_mapping }, 'colleague');
  return world;
}

const pulled = ({ entries, ...plan }: Plan): string[] =>
  pullChoices({ entries, ...plan }).map(({ way, entry }) => `${way} ${entry.name}`);

const whole = ['update Exposures', 'update signups', 'create orders'];

/** Faults after which the lists are what they truly are. */
const harmless = /(?<!date, )once$/;
/** Faults that make a whole list say something else: no harm may come of it, but nobody can see through it. */
const untrue = /empty list|lag$/;

describe('What is read for a pull (3, 4)', () => {
  const faults = wireFaultsOf.replan.filter(fault => fault.startsWith('wire: ') && !fault.includes('cancelled'));

  it('can go wrong in several dozen ways', () => {
    expect(faults.length).toBeGreaterThan(40);
  });

  for (const fault of faults) {
    it(`${fault}: a whole plan or none, and never one of half an organization`, async () => {
      const world = outdated();
      const files = new Map(world.disk);
      world.fault('replan', fault);
      const result = await world.window().ports.replan();
      if (untrue.test(fault)) {
        // What is not in the list is offered neither to be pulled nor to be taken away.
        if (result.kind !== 'plan') throw new Error('A short list is a list.');
        expect(whole).toEqual(expect.arrayContaining(pulled(result.plan)));
      } else if (harmless.test(fault)) {
        expect(result.kind === 'plan' && pulled(result.plan).toSorted()).toEqual(whole.toSorted());
      } else {
        expect(result.kind).toBe('failed');
      }
      expect(world.disk).toEqual(files);
      world.endFaults();
    });
  }
});

/** What a pull does with a definition that has no file, as its flow does it. */
async function pullNew(folder: string, definition: Definition, taken: Set<string>): Promise<string> {
  const text = printDefinition(definition, { id: definition.id });
  return (await createDiskFile([folder], join(folder, pullName(definition, taken)), text)).kind;
}

/** What it does with a file that is older; `hash` is of the text that the plan saw. */
async function pullOver(folder: string, name: string, seen: string, definition: Definition): Promise<string> {
  const edits = withDefinition(parseDocument(seen), definition);
  if (edits === undefined) return 'not_editable';
  return (await writeDiskFile([folder], join(folder, name), applyEdits(seen, edits), hashOf(seen))).kind;
}

describe('What is written by a pull (15, I9)', () => {
  const newer = (): Definition => {
    const world = outdated();
    return [...world.organization.metrics.values()][0]!;
  };
  const name = 'signups.levered.sql';

  it.each([
    ['LF', metricText('signups', before, 'm1')],
    ['CRLF', metricText('signups', before, 'm1').replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${metricText('signups', before, 'm1')}`],
    ['both', `\uFEFF${metricText('signups', before, 'm1').replaceAll('\n', '\r\n')}`],
    ['comments', metricText('signups', before, 'm1').replace('name:', '# ours\nname:')],
  ])('changes the query alone in a file with %s', async (_, text) => {
    await withFolder(async folder => {
      await writeFile(join(folder, name), text);
      expect(await pullOver(folder, name, text, newer())).toBe('written');
      expect(await readFile(join(folder, name), 'utf8')).toBe(text.replace(before, after));
    });
  });

  it.each([
    ['was edited since the plan', 'changed', 0o644, '-- mine\n'],
    ['is read-only', 'failed', 0o444, ''],
  ])('leaves a file as it is that %s', async (_, kind, mode, added) => {
    await withFolder(async folder => {
      const seen = metricText('signups', before, 'm1');
      await writeFile(join(folder, name), seen + added);
      await chmod(join(folder, name), mode);
      expect(await pullOver(folder, name, seen, newer())).toBe(kind);
      expect(await readFile(join(folder, name), 'utf8')).toBe(seen + added);
      expect(await readdir(folder)).toEqual([name]);
    });
  });

  it.each([
    ['a file of the name', 'signups.levered.sql'],
    ['a twin of it by case', 'Signups.LEVERED.sql'],
    ['a folder of the name', 'signups.levered.sql/'],
  ])('goes past %s, be it there when the folder was listed or since', async (_, there) => {
    await withFolder(async folder => {
      const make = (): Promise<unknown> =>
        there.endsWith('/') ? mkdir(join(folder, there)) : writeFile(join(folder, there), 'precious');
      const early = new Set<string>();
      await make();
      expect(await pullNew(folder, newer(), early)).toBe('exists');
      // Its next name is another.
      expect(await pullNew(folder, newer(), early)).toBe('written');
      expect(await pullNew(folder, newer(), takenNames(await readdir(folder)))).toBe('written');
      expect((await readdir(folder)).length).toBe(3);
      if (!there.endsWith('/')) expect(await readFile(join(folder, there), 'utf8')).toBe('precious');
    });
  });

  it('a file that is dirty in the editor is never written, only offered to be edited', () => {
    const world = outdated();
    const plan = world.plan();
    const entries = plan.entries.map(entry =>
      entry.file === undefined ? entry : { ...entry, file: { ...entry.file, isDirty: true } },
    );
    const ways = pullChoices({ ...plan, entries }).filter(({ entry }) => entry.file !== undefined);
    expect(ways.map(({ way, isTicked }) => [way, isTicked])).toEqual([
      ['edit', false],
      ['edit', false],
    ]);
    expect(world.disk.has(uriOf('signups'))).toBe(true);
  });
});
