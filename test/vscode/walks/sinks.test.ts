import { expect, test } from 'vitest';
import { waitFor } from '../waitFor.ts';
import { place } from './definitionFiles.ts';
import { type Beacon, becomeHostile, hostileNames, startBeacon } from './hostileNames.ts';
import { goTo, hoverAtCursor, scrolled } from './sinkParts.ts';
import { SinkWatch } from './sinkWatch.ts';
import { type Walk, walksOf, withoutFiles } from './walk.ts';

const walks = walksOf();

/** So many names are shown wherever a list is long; where each costs a moment, this many. */
const many = 500;
const some = 50;

/** Hundreds of lines and dozens of hovers, on a machine that may be busy. */
const timeout = 900_000;

/** A window on an organization with all the names, and files that point at some of them. */
async function startWithNames(beacon: Beacon): Promise<Walk> {
  const names = hostileNames(beacon.url);
  expect(names.length).toBeGreaterThanOrEqual(many);
  return walks.start({
    before: async (levered, sandbox) => {
      await withoutFiles(levered, sandbox);
      becomeHostile(levered, names);
      await place({ sandbox }, 'levered/new.levered.sql', '/*---\nid: \nname: New\n---*/\nSELECT 1\n');
      // A picture is worth a request: those with one are among those that are pointed at.
      const ids = levered.state().metrics.map(({ id }, index) => ({ id, index }));
      const chosen = ids.filter(({ index }) => index % 11 === 0 || names[index]!.includes('![')).slice(0, some);
      await place({ sandbox }, 'src/ids.txt', chosen.map(({ id }) => `"${id}"`).join('\n'));
    },
  });
}

test(
  'five hundred hostile names: tree, lists, a line under the mouse and completion show text alone (T17, T22, T32)',
  { timeout },
  async () => {
    await using beacon = await startBeacon();
    await using walk = await startWithNames(beacon);
    const { window } = walk;
    const watch = await SinkWatch.start(walk, beacon);
    await window.tree.waitForText('source');
    const lines = await scrolled(walk, '.part.sidebar .tree-explorer-viewlet-tree-view .monaco-list', many);
    watch.seen('tree', lines.join('\n'));
    await walk.picture('sinks-tree');
    await watch.holds();

    await window.runCommand('Levered: Pull All…');
    const offered = await scrolled(walk, '.quick-input-list .monaco-list', many);
    watch.seen('list of what can be pulled', offered.join('\n'));
    // VS Code shows the details of a line as Markdown when the mouse rests on them.
    const details = window.page.locator('.quick-input-list-label-meta').filter({ hasText: 'hostile', visible: true });
    const hover = window.page.locator('.workbench-hover').filter({ visible: true, hasText: 'hostile' }).first();
    const said = await waitFor('a hover of a line', 60_000, async () => {
      await window.restMouse();
      const box = await details.nth(1).boundingBox();
      if (box === null) return undefined;
      await window.page.mouse.move(box.x + 30, box.y + box.height / 2, { steps: 3 });
      await hover.waitFor({ timeout: 3_000 });
      return hover.innerText();
    });
    watch.seen('hover of a line of a list', said);
    await walk.picture('sinks-pull-all');
    await window.quickInput.cancel();
    await window.runCommand('Levered: Copy Metric Id');
    const picks = await scrolled(walk, '.quick-input-list .monaco-list', many);
    watch.seen('list of definitions', picks.join('\n'));
    await window.quickInput.cancel();
    await watch.holds();

    await window.openFile('new.levered.sql');
    await goTo(walk, 2, 5);
    await window.page.keyboard.press('Control+Space');
    const items = await scrolled(walk, '.suggest-widget .monaco-list', many);
    watch.seen('completion of ids', items.join('\n'));
    await walk.picture('sinks-completion');
    await window.page.keyboard.press('Control+Space');
    const documentation = window.page.locator('.suggest-details-container').filter({ visible: true });
    await documentation.waitFor();
    watch.seen('documentation of a completion', await documentation.innerText());
    await walk.picture('sinks-completion-details');
    await window.page.keyboard.press('Escape');
    await window.page.keyboard.press('Escape');
    await watch.holds();
  },
);

test(
  'fifty hovers of ids, and five hundred hostile names in the plan and its list, show text alone (T17, T22, T32)',
  { timeout },
  async () => {
    await using beacon = await startBeacon();
    await using walk = await startWithNames(beacon);
    const { window } = walk;
    const watch = await SinkWatch.start(walk, beacon);
    await window.tree.waitForText('source');
    await window.openFile('ids.txt');
    for (let line = 1; line <= some; line++) {
      await goTo(walk, line, 5);
      watch.seen('hover of an id', await hoverAtCursor(walk, 'metric'));
      if (line === 1) await walk.picture('sinks-hover');
      await window.page.keyboard.press('Escape');
    }
    await watch.holds();

    // Where nothing is pointed at, the plan's entries are offered.
    await window.runCommand('Levered: Delete in Levered');
    const entries = await scrolled(walk, '.quick-input-list .monaco-list', many);
    watch.seen('list of entries', entries.join('\n'));
    await window.quickInput.cancel();

    await window.runCommand('Levered: Show Plan');
    await window.plan.expand('Only in Levered');
    const planned = await scrolled(walk, '.pane:has(.pane-header[aria-label^="Plan"]) .monaco-list', many);
    watch.seen('plan', planned.join('\n'));
    await walk.picture('sinks-plan');
    await watch.holds();
  },
);
