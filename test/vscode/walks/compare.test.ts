import { expect, test } from 'vitest';
import { waitFor } from '../waitFor.ts';
import { change, metricFile, metricsOf, narrowed, place, signup, waitForLens } from './definitionFiles.ts';
import { metricsPath, requestLines, sourcePath, type Walk, walksOf } from './walk.ts';

const walks = walksOf();

const compare = 'Compare with Levered';
const title = 'Signup Conversion: Levered (local) ↔ file';

async function closeAll({ window }: Walk): Promise<void> {
  await window.runCommand('View: Close All Editors');
  await waitFor('the editors to close', 20_000, async () => (await window.editors.tabs()).length === 0 || undefined);
  await window.runCommand('Notifications: Clear All Notifications');
}

test('a changed file is shown beside what Levered has, and the title says which side is which', async () => {
  await using walk = await walks.start({ settings: { 'files.autoSave': 'off' } });
  const { window, levered } = walk;
  await window.tree.waitForDescription('Purchase Revenue', /conflict/);
  await change(walk, signup, narrowed);
  await window.tree.waitForDescription('Signup Conversion', /modified/);
  const requests = levered.log.requests.length;

  await window.tree.openContextMenu('Signup Conversion');
  await window.menu.choose(compare);
  await window.editors.waitForTab(title);
  await window.editors.waitForDiff('FROM conversions', "WHERE plan = 'pro'");
  expect((await window.editors.diff()).left).not.toContain('plan');
  await walk.picture('compare-tree');
  await closeAll(walk);

  await window.openFile('signup-conversion.levered.sql');
  await waitForLens(window, /modified · local/);
  await window.editors.typeAtEnd('  AND true');
  await window.runCommand(`Levered: ${compare}`);
  await window.editors.waitForTab(title);
  // Text that is not saved yet is compared too.
  await window.editors.waitForDiff('FROM conversions', 'AND true');
  await walk.picture('compare-unsaved');
  await window.editors.select('signup-conversion.levered.sql');
  await window.runCommand('File: Revert File');
  await closeAll(walk);

  await window.openFile('signup-conversion.levered.sql');
  await waitForLens(window, /modified · local/);
  await window.editors.clickLens('modified · local');
  await window.editors.waitForTab(title);
  await closeAll(walk);

  // A file from which the two sides have moved apart is compared as well.
  await window.tree.openContextMenu('Purchase Revenue');
  await window.menu.choose(compare);
  await window.editors.waitForDiff('AND user_id <> ', 'Refunds are booked as negative amounts');
  await walk.picture('compare-conflict');
  expect(levered.log.requests.length, 'a comparison sends nothing').toBe(requests);
});

test('where there is nothing to compare, or hardly anything, it is said', async () => {
  await using walk = await walks.start({
    before: async (levered, sandbox) => {
      const bounce = metricsOf(levered, 'Bounce')[0]!;
      await place(
        { sandbox },
        'levered/bounce.levered.sql',
        metricFile('Bounce', `-- Left at once\n${bounce.sql}`, bounce.id),
      );
      await place({ sandbox }, 'levered/page-seen.levered.sql', metricFile('Page Seen', bounce.sql));
      await place(
        { sandbox },
        'levered/gone.levered.sql',
        metricFile('Gone', bounce.sql, '00000000-0000-4000-a000-000000000000'),
      );
    },
  });
  const { window, levered } = walk;
  await window.tree.waitForDescription('Purchase Revenue', /conflict/);

  await window.tree.openContextMenu('Signup Conversion');
  await window.menu.choose(compare);
  const same = await window.messages.notification('File and Levered say the same.');
  expect(same.text).toContain('“Signup Conversion”');
  await window.openFile('page-seen.levered.sql');
  await waitForLens(window, /new · local/);
  await window.runCommand(`Levered: ${compare}`);
  expect((await window.messages.notification('“Page Seen”')).text).toContain(
    'Levered does not have this definition yet.',
  );
  await walk.picture('compare-new');
  await window.tree.openContextMenu('Gone');
  await window.menu.choose(compare);
  expect((await window.messages.notification('“Gone”')).text).toContain(
    'Levered does not have the id that the file names.',
  );
  expect(await window.editors.tabs(), 'nothing was opened').toEqual(['page-seen.levered.sql']);
  await closeAll(walk);

  await window.tree.openContextMenu('Bounce');
  await window.menu.choose(compare);
  await window.messages.notification('Only comments or layout differ');
  await window.editors.waitForTab('Bounce: Levered (local) ↔ file');
  await window.editors.waitForDiff('seconds_on_page < 3', '-- Left at once');
  await walk.picture('compare-cosmetic');
  await closeAll(walk);

  // Only Levered has it: there is no file to compare with, but something to see.
  await window.tree.click('Checkout Started');
  await window.tree.inlineAction('Checkout Started', 'Open Definition');
  await window.editors.waitForText("path = '/checkout'");
  await window.runCommand(`Levered: ${compare}`);
  const remoteOnly = await window.messages.notification('“Checkout Started”');
  await walk.picture('compare-remote-only');
  expect(remoteOnly.text).toContain('Only Levered has this definition; pull it to get a file.');
  expect(remoteOnly.buttons).toEqual(['Pull', 'Open']);
  await closeAll(walk);

  // With nothing pointed at, it asks which one: of those that have two sides.
  await window.runCommand(`Levered: ${compare}`);
  await window.quickInput.waitForText('Compare a file with Levered');
  expect(await window.quickInput.options()).toEqual([
    'Exposure Events',
    'Bounce',
    'Purchase Revenue',
    'Signup Conversion',
  ]);
  await walk.picture('compare-pick');
  await window.quickInput.cancel();
  expect(requestLines(levered).sort(), 'the lists were read once').toEqual([`GET ${sourcePath}`, `GET ${metricsPath}`]);
});
