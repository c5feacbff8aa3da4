import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectPath } from '../../project.ts';
import { waitFor } from '../waitFor.ts';
import { HostProcess } from './hostProcess.ts';
import { walksOf } from './walk.ts';

const walks = walksOf({ restricted: true });

const reason = 'Nothing is sent to Levered while this workspace is in Restricted Mode.';

/** What needs Levered, and says why it does not do it. */
const refused = [
  ...['open', 'openRemote', 'copyId', 'signIn', 'pull', 'pullAll', 'push', 'pushAll', 'plan', 'refreshPlan'],
  ...['compare', 'merge', 'delete', 'restore'],
];
/** What says so in a place of its own (`restricted.test.ts`), or needs nothing of Levered. */
const quiet = [
  ...[
    'refresh',
    'preview',
    'pushSelected',
    'closePlan',
    'completeMerge',
    'selectEnvironment',
    'openDashboard',
    'showLog',
  ],
  ...['newMetric', 'newAssignmentSource', 'signOut'],
];

const commands = [...refused, ...quiet];
const keys = commands.map((name, at) => ({ name, key: String.fromCharCode('a'.charCodeAt(0) + at) }));

function contributedCommands(): readonly string[] {
  const { contributes } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as {
    readonly contributes: { readonly commands: readonly { readonly command: string }[] };
  };
  return contributes.commands.map(({ command }) => command.replace('levered.', ''));
}

test('every command that needs Levered is refused in Restricted Mode, and none sends anything (T8, T31)', async () => {
  expect([...commands].sort()).toEqual([...contributedCommands()].sort());
  const user = join(walks.server.dataFolder, 'data', 'User');
  await mkdir(user, { recursive: true });
  // Menus and palette hide them, so they are run past both.
  const bindings = keys.map(({ name, key }) => ({ key: `ctrl+k ctrl+alt+${key}`, command: `levered.${name}` }));
  await writeFile(join(user, 'keybindings.json'), JSON.stringify(bindings));
  await using walk = await walks.start();
  const { levered, window } = walk;
  await window.tree.waitForText(reason);
  await window.openFile('signup-conversion.levered.sql');
  await window.editors.waitForText('FROM conversions');

  for (const { name, key } of keys) {
    await window.page.keyboard.press('Control+K');
    await window.page.keyboard.press(`Control+Alt+${key}`);
    if (quiet.includes(name)) {
      await window.page.keyboard.press('Escape');
      continue;
    }
    await waitFor(`${name} to be refused`, 20_000, async () => {
      const told = await window.messages.notifications();
      return told.some(text => text.includes(reason)) || undefined;
    });
    await window.runCommand('Notifications: Clear All Notifications');
    await waitFor('no notification', 10_000, async () => {
      return (await window.messages.notifications()).length === 0 || undefined;
    });
  }
  await walk.picture('restricted-commands');
  await HostProcess.newestOf(walks.server.dataFolder)?.rest();
  expect(levered.log.requests).toEqual([]);
});
