import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { waitFor } from '../waitFor.ts';
import { PreviewPanelSeen } from './previewPanel.ts';
import { walksOf } from './walk.ts';

const walks = walksOf({ restricted: true });

const reason = 'Nothing is sent to Levered while this workspace is in Restricted Mode.';
const commands = ['refresh', 'open', 'preview', 'copyId', 'signIn'].map((name, at) => ({
  key: `ctrl+alt+${at + 1}`,
  command: `levered.${name}`,
}));

test('Restricted Mode highlights files and sends nothing, however a command is run (T8, T31)', async () => {
  const user = join(walks.server.dataFolder, 'data', 'User');
  await mkdir(user, { recursive: true });
  await writeFile(join(user, 'keybindings.json'), JSON.stringify(commands));
  await using walk = await walks.start();
  const { levered, window } = walk;
  await window.tree.waitForText(reason);
  expect(await window.tree.rows()).toEqual([]);
  expect(await window.statusBar('Levered:')).toContain('Levered: local · Restricted Mode');
  await walk.picture('restricted');

  await window.openFile('purchase-revenue.levered.sql');
  await window.editors.waitForText('FROM purchases');
  const colour = (word: string) =>
    window.page
      .locator('.part.editor .view-line span span')
      .filter({ hasText: new RegExp(`^\\s*${word}\\s*$`) })
      .first()
      .evaluate(token => getComputedStyle(token).color);
  await waitFor(
    'colours',
    10_000,
    async () => (await colour('SELECT')) !== (await colour('purchase_id,')) || undefined,
  );

  for (const { key, command } of commands) {
    await window.page.keyboard.press(key.replace('ctrl', 'Control').replace('alt', 'Alt'));
    if (command === 'levered.refresh') continue;
    if (command === 'levered.preview') {
      expect((await new PreviewPanelSeen(window).failure(reason)).reason).toBe('refused');
      continue;
    }
    await waitFor(`${command} to be refused`, 10_000, async () => {
      const told = await window.messages.notifications();
      return told.some(text => text.includes(reason)) || undefined;
    });
    await walk.picture(`restricted-${command}`);
    await window.runCommand('Notifications: Clear All Notifications');
    await waitFor(
      'no notification',
      10_000,
      async () => (await window.messages.notifications()).length === 0 || undefined,
    );
  }
  await window.runCommand('Levered: Sign In');
  await window.messages.notification(reason);
  await window.tree.waitForText(reason);
  expect(levered.log.requests).toEqual([]);
});
