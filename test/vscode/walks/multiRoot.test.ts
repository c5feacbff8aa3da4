import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Sandbox } from '../sandbox.ts';
import {
  change,
  metricFile,
  metricsOf,
  narrowed,
  place,
  signup,
  textOf,
  waitForLens,
  writes,
} from './definitionFiles.ts';
import { EvilListener } from './evilListener.ts';
import { HostProcess } from './hostProcess.ts';
import { hostileSettings } from './hostileSettings.ts';
import { walksOf, type Walk } from './walk.ts';

const walks = walksOf();

const purchase = 'levered/purchase-revenue.levered.sql';
/** A clone of somebody else's, whose folder has the same name as the person's own. */
const clone = ({ folder }: Sandbox): string => join(dirname(folder), 'clones', 'storefront');
const both = ({ folder }: Sandbox): string => join(dirname(folder), 'both.code-workspace');

const put = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
};

const openBoth = (sandbox: Sandbox, folders: readonly string[]): Promise<void> =>
  put(both(sandbox), JSON.stringify({ folders: folders.map(path => ({ path })) }));

/** The hostile folder stands first, where what asks for "the folder" of a workspace looks. */
async function makeBoth(sandbox: Sandbox, evil: string): Promise<void> {
  const hostile = clone(sandbox);
  const good = (path: string): Promise<string> => readFile(join(sandbox.folder, path), 'utf8');
  await put(join(hostile, '.vscode', 'settings.json'), JSON.stringify(hostileSettings(evil, 'dotted')));
  // The id of the person's own file, in a file of the same name, with another query.
  await put(join(hostile, purchase), (await good(purchase)).replace('amount > 0', 'amount < 0'));
  // The name of the person's own metric, and the file name, without the id.
  await put(join(hostile, signup), (await good(signup)).replace(/id: .*\n/, '').replace('SELECT', 'SELECT 666,'));
  await symlink(join(sandbox.folder, 'README.md'), join(hostile, 'levered', 'readme.levered.sql'));
  // A repository in the repository, with the settings of a root of its own.
  const nested = join(hostile, 'vendor', 'storefront');
  await put(join(nested, '.git', 'config'), '[core]\n');
  await put(join(nested, '.vscode', 'settings.json'), JSON.stringify(hostileSettings(evil, 'nested')));
  await put(join(nested, 'levered', 'nested.levered.sql'), metricFile('Nested Metric', 'SELECT 1'));
  await openBoth(sandbox, [hostile, sandbox.folder]);
}

/** Every file of a folder with its text. */
async function textsIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts: Record<string, string> = {};
  for (const entry of entries.filter(each => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    texts[path.slice(folder.length + 1)] = await readFile(path, 'utf8');
  }
  return texts;
}

const startBoth = (evil: EvilListener): Promise<Walk> =>
  walks.start({
    settings: { 'files.autoSave': 'off' },
    before: (_levered, sandbox) => makeBoth(sandbox, evil.url),
    opens: both,
  });

test('of two roots, one hostile, neither speaks for the other: state and push are of each file alone (T33)', async () => {
  await using evil = await EvilListener.listen();
  await using walk = await startBoth(evil);
  const { window, levered, sandbox } = walk;
  const hostile = clone(sandbox);
  const [old] = metricsOf(levered, 'Signup Conversion');
  const theirs = await textsIn(hostile);

  // One id in two roots: nobody can tell whose it is, so both are told, by paths that are not the same.
  await window.tree.waitForDescription('Purchase Revenue', /^invalid/);
  await window.tree.waitForDescription('Signup Conversion', /^new · /);
  await window.tree.waitForDescription('Signup Conversion', /^bool$/);
  await walk.picture('roots-tree');
  await window.runCommand('Levered: Show Plan');
  await window.plan.item('Nested Metric');
  const lines = (await window.plan.rows()).map(({ label, description }) => `${label}: ${description}`);
  await walk.picture('roots-plan');
  const home = basename(dirname(sandbox.folder));
  expect(lines).toContain(`Purchase Revenue: invalid · clones/storefront/${purchase}`);
  expect(lines).toContain(`Purchase Revenue: invalid · ${home}/storefront/${purchase}`);
  expect(lines).toContain(`Signup Conversion: new · clones/storefront/${signup}`);
  await window.plan.titleAction('Close Plan');

  await change(walk, signup, narrowed);
  await window.tree.waitForDescription('Signup Conversion', /^modified/);
  const before = await textsIn(sandbox.folder);
  await pushModified(walk);
  const created = metricsOf(levered, 'Signup Conversion').find(({ id }) => id !== old!.id)!;
  expect(writes(levered)).toEqual(['metricCreated']);
  expect(created.sql).toContain("WHERE plan = 'pro'");
  expect(await textsIn(sandbox.folder)).toEqual({ ...before, [signup]: before[signup]!.replace(old!.id, created.id) });
  expect(await textsIn(hostile)).toEqual(theirs);
  await window.tree.waitForDescription('Signup Conversion', /^new · /);

  // Without the hostile root everything is what it would have been without it.
  await openBoth(sandbox, [sandbox.folder]);
  await window.reload();
  await window.openView('Levered');
  await window.tree.waitForDescription('Purchase Revenue', /^conflict$/);
  await window.tree.waitForDescription('Signup Conversion', /^bool$/);
  expect((await window.tree.rows()).map(({ label }) => label)).not.toContain('Nested Metric');
  expect(evil.connections).toBe(0);
});

/** Pushes the person's own file from its line of the tree, and waits until that is done. */
async function pushModified({ window }: Walk): Promise<void> {
  const line = window.page
    .locator('.part.sidebar [role=treeitem]')
    .filter({ hasText: 'Signup Conversion' })
    .filter({ hasText: 'modified' });
  await line.hover();
  await line.getByRole('button', { name: 'Push Definition' }).click();
  const dialog = await window.messages.dialog();
  expect(dialog.text).toContain('Replace “Signup Conversion” in local (org_demo)?');
  expect(dialog.detail).not.toContain('clones');
  await window.messages.answerDialog('Replace, Keep Old');
  await window.plan.waitForDescription('Signup Conversion', /^replaced, old kept$/);
}

test("what is pulled goes to the root that the person names, by that root's own setting (T33, T21)", async () => {
  await using evil = await EvilListener.listen();
  await using walk = await startBoth(evil);
  const { window, levered, sandbox } = walk;
  const hostile = clone(sandbox);
  await place(walk, '.vscode/settings.json', JSON.stringify({ 'levered.folder': 'sql/definitions' }));
  await window.tree.waitForDescription('Purchase Revenue', /^invalid/);
  const theirs = await textsIn(hostile);
  const ours = await textsIn(sandbox.folder);

  // Its setting leads out of it: refused there, and not the setting of the other.
  await pullBounceInto(walk, hostile);
  const refused = await window.messages.notification(
    'The setting levered.folder names no folder inside of the workspace',
  );
  expect(refused.text).toContain('../../..');
  await walk.picture('roots-pull-refused');
  await window.runCommand('Notifications: Clear All Notifications');
  expect(await textsIn(hostile)).toEqual(theirs);

  await pullBounceInto(walk, sandbox.folder);
  await window.editors.waitForTab('bounce.levered.sql');
  const [path, ...others] = Object.keys(await textsIn(sandbox.folder)).filter(each => !(each in ours));
  expect([path, others]).toEqual(['sql/definitions/bounce.levered.sql', []]);
  expect(await textOf(walk, path!)).toContain(metricsOf(levered, 'Bounce')[0]!.id);
  await waitForLens(window, /Preview/);
  expect(await textsIn(hostile)).toEqual(theirs);

  // Whether a file shows what stands above its first line is for its own root to say.
  await window.openFile('nested.levered.sql');
  await window.editors.waitForText('Nested Metric');
  await HostProcess.newestOf(walks.server.dataFolder)?.rest();
  expect(await window.page.locator('.part.editor .codelens-decoration').count()).toBe(0);
  expect(writes(levered)).toEqual([]);
  expect(evil.connections).toBe(0);
});

async function pullBounceInto({ window }: Walk, root: string): Promise<void> {
  await window.tree.openContextMenu('Bounce');
  await window.menu.choose('Pull Definition');
  // Both are called storefront: the way to it stands beside the name.
  const way = window.page.locator('.label-description').getByText(dirname(root), { exact: true });
  await window.page.locator('.quick-input-list .monaco-list-row').filter({ has: way }).click();
}
