import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Fault } from '../../levered/fault.ts';
import { plain } from '../../../src/core/text/plain.ts';
import { waitFor } from '../waitFor.ts';
import { changeRemote, place } from './definitionFiles.ts';
import { named, startBeacon, worst, worstFileName } from './hostileNames.ts';
import { PreviewPanelSeen } from './previewPanel.ts';
import { tooltipOf } from './sinkParts.ts';
import { SinkWatch } from './sinkWatch.ts';
import { metricsPath, previewPath, walksOf, withoutFiles } from './walk.ts';

const walks = walksOf();
const timeout = 600_000;

const refusal = (status: number): Fault => ({ kind: 'before', failure: { kind: 'status', status, message: worst } });
/** A folder inside of the workspace, as its own settings can name one: a colon is refused, so no link gets so far. */
const worstFolder = '$(flame)[x](hostile)';
/** Opens a remote definition that no list has, so that the service is asked for it. */
const gone = 'levered:/local/metrics/00000000-0000-4000-8000-000000000000/gone.levered.sql';
const openGone = { key: 'ctrl+alt+9', command: 'vscode.open', args: gone };
const kept = named('kept');
const listFailed = 'The definitions could not be read';

test(
  'hostile words of the service and the warehouse: tree, messages, documents, preview (T17, T22)',
  { timeout },
  async () => {
    await using beacon = await startBeacon();
    await using walk = await walks.start({
      before: async levered => {
        levered.faults.add({ match: { path: metricsPath }, fault: refusal(403) });
        await writeFile(join(walks.server.dataFolder, 'data', 'User', 'keybindings.json'), JSON.stringify([openGone]));
      },
    });
    const { window, levered } = walk;
    const { messages, tree } = window;
    const watch = await SinkWatch.start(walk, beacon);
    await tree.waitForText(listFailed);
    await waitFor('the message of the tree', 20_000, async () => (await tree.message()).includes('flame') || undefined);
    watch.seen('message of the tree', await tree.message());
    watch.seen('tooltip of a failure', await tooltipOf(tree, listFailed));
    await window.restMouse();
    await walk.picture('sinks-failed-tree');
    await window.runCommand('Levered: Show Plan');
    watch.seen('message on a command that failed', (await messages.notification('flame')).text);
    await walk.picture('sinks-failed-command');
    await window.runCommand('Notifications: Clear All Notifications');
    await watch.holds();

    levered.faults.clear();
    await window.runCommand('Levered: Refresh Definitions');
    await tree.item('Bounce');
    await window.openFile('purchase-revenue.levered.sql');
    const fault: Fault = { kind: 'warehouseError', field: 'error', message: `${worst} at [1:8]`, rows: 'absent' };
    levered.faults.add({ match: { path: previewPath }, fault });
    await window.editors.titleAction('Preview Rows');
    await messages.dialog();
    await messages.answerDialog('Preview Draft');
    const panel = new PreviewPanelSeen(window);
    watch.seen('page of a preview that failed', (await panel.failure('flame')).text);
    await window.runCommand('Problems: Focus on Problems View');
    const problems = window.page.locator('.markers-panel .monaco-list-row');
    await problems.filter({ hasText: 'flame' }).first().waitFor();
    watch.seen('problem that the warehouse found', (await problems.allInnerTexts()).join('\n'));
    await walk.picture('sinks-warehouse');
    await window.runCommand('View: Toggle Panel Visibility');
    await window.runCommand('View: Close All Editors');
    await watch.holds();

    levered.faults.clear();
    levered.faults.add({ match: { path: /metrics\// }, fault: refusal(403) });
    await window.page.keyboard.press('Control+Alt+9');
    await window.editors.waitForTab('gone');
    // VS Code says no more than that something went wrong.
    await window.page.locator('.monaco-editor-pane-placeholder').filter({ visible: true }).waitFor();
    expect(levered.log.requests.at(-1)?.status).toBe(403);
    await walk.picture('sinks-remote');
    await watch.holds();
  },
);

test(
  'hostile settings: environments, their addresses, the folders of files and of the command line (T17, T22)',
  { timeout },
  async () => {
    await using beacon = await startBeacon();
    await using walk = await walks.start({
      settings: { 'files.autoSave': 'off', 'levered.protectedEnvironments': ['local'] },
      before: async (levered, sandbox) => {
        await withoutFiles(levered, sandbox);
        changeRemote(levered, 'Signup Conversion', { name: kept });
        await place({ sandbox }, '.vscode/settings.json', JSON.stringify({ 'levered.folder': `../${worst}` }));
        const cli = join(sandbox.cliFolder, worstFileName);
        await mkdir(cli);
        await writeFile(join(cli, 'config.json'), 'no JSON');
      },
    });
    const { window, levered, sandbox } = walk;
    const { messages, tree, quickInput } = window;
    const watch = await SinkWatch.start(walk, beacon);
    await tree.item('No files here yet');
    await tree.openContextMenu(plain(kept, 'label'));
    await window.menu.choose('Delete in Levered');
    await messages.dialog();
    await messages.answerDialog('Delete');
    const typed = window.page.locator('.quick-input-box input');
    await typed.and(window.page.getByPlaceholder('kept')).waitFor();
    watch.seen('box for a typed name', (await typed.getAttribute('placeholder')) ?? '');
    await quickInput.cancel();
    await tree.openContextMenu('Bounce');
    await window.menu.choose('Pull Definition');
    watch.seen('message on a folder', (await messages.notification('levered.folder')).text);
    await walk.picture('sinks-folder');
    await window.runCommand('Notifications: Clear All Notifications');

    await watch.holds();

    await walks.server.writeUserSettings({
      ...sandbox.settings,
      'levered.environments': { local: levered.url, [worst]: 'https://hostile.example', other: worst },
      'levered.defaultEnvironment': worst,
      'levered.cliFolder': join(sandbox.cliFolder, worstFileName),
    });
    await window.reload();
    await window.openView('Levered');
    watch.seen('status bar', await window.statusBar('flame'));
    const entry = window.page.locator('.part.statusbar .statusbar-item').filter({ hasText: 'flame' }).first();
    const spoken = await entry.evaluate(each =>
      [each, ...each.querySelectorAll('*')].map(part => part.getAttribute('aria-label') ?? '').join('\n'),
    );
    watch.seen('spoken entry of the status bar', spoken);
    await walk.picture('sinks-status-bar');
    await window.runCommand('Levered: Open Dashboard');
    watch.seen('message on a dashboard', (await messages.notification('dashboard')).text);
    await window.runCommand('Notifications: Clear All Notifications');
    await window.runCommand('Levered: Sign In');
    watch.seen('message on an environment', (await messages.notification('no usable environment')).text);
    await walk.picture('sinks-environment');
    await window.runCommand('Notifications: Clear All Notifications');
    await watch.holds();

    await window.runCommand('Levered: Select Environment');
    await quickInput.waitForText('Levered environment for this workspace');
    watch.seen('list of environments', await quickInput.text());
    await walk.picture('sinks-environments');
    await quickInput.pick('local');
    await window.runCommand('Levered: Sign In');
    await quickInput.pick('Use the session of the Levered command line');
    watch.seen('message on the command line', (await messages.notification('cannot be read')).text);
    await walk.picture('sinks-cli');
    await watch.holds();
  },
);

test('a hostile folder for files: what is proposed, pulled and told (T17, T22)', { timeout }, async () => {
  await using beacon = await startBeacon();
  await using walk = await walks.start({
    before: async (levered, sandbox) => {
      await withoutFiles(levered, sandbox);
      await place({ sandbox }, '.vscode/settings.json', JSON.stringify({ 'levered.folder': worstFolder }));
    },
  });
  const { window } = walk;
  const { messages, tree, quickInput } = window;
  const watch = await SinkWatch.start(walk, beacon);
  await tree.item('No files here yet');
  await window.runCommand('Levered: New Metric');
  await quickInput.enter('Page Seen');
  await quickInput.pick('Conversion');
  await quickInput.waitForText('flame');
  watch.seen('list of places for a file', await quickInput.text());
  await walk.picture('sinks-places');
  await quickInput.cancel();
  await tree.openContextMenu('Bounce');
  await window.menu.choose('Pull Definition');
  watch.seen('status bar after a pull', await window.statusBar('Pulled into'));
  await walk.picture('sinks-pulled');
  await window.runCommand('View: Close All Editors');
  await window.runCommand('Levered: Pull All…');
  await quickInput.waitForText('Pull from local');
  await window.page.keyboard.press('Enter');
  watch.seen('message on a pull of several', (await messages.notification('files were written')).text);
  await walk.picture('sinks-pulled-all');
  await watch.holds();
});
