import { expect, test } from 'vitest';
import { plain } from '../../../src/core/text/plain.ts';
import type { ShownMessage } from '../parts/messages.ts';
import { change, changeRemote, metricFile, place, refresh } from './definitionFiles.ts';
import { becomeHostile, named, startBeacon, worst } from './hostileNames.ts';
import { tooltipOf } from './sinkParts.ts';
import { SinkWatch } from './sinkWatch.ts';
import { metricId, type Walk, walksOf, withoutFiles } from './walk.ts';

const walks = walksOf();
const timeout = 600_000;

/** What is shown of a name in the tree. */
const shown = (name: string): string => plain(name, 'label');

const [first, second, third, quiet] = [named('first'), named('second'), named('third'), 'harmless'];
const loose = named('loose');
const all = [first, second, third, quiet, loose];
const query = 'SELECT anonymous_id, viewed_at AS timestamp FROM page_views';
const lines = ({ text, detail }: ShownMessage): readonly number[] => [text, detail].map(all => all.split('\n').length);

/** What a screen reader says of the lines of a view. */
const spoken = ({ window }: Walk, view: string): Promise<string> =>
  window.page
    .locator('.part.sidebar .pane')
    .filter({ has: window.page.locator(`.pane-header[aria-label^="${view}"]`) })
    .getByRole('treeitem')
    .evaluateAll(rows => rows.map(row => row.getAttribute('aria-label')).join('\n'));

/** Files of the metrics that say what Levered says, each written as a person could. */
async function placeFiles({ levered, sandbox }: Pick<Walk, 'levered' | 'sandbox'>): Promise<void> {
  for (const [index, name] of [first, second, third, quiet].entries()) {
    const text = metricFile(JSON.stringify(name), query, metricId(levered, name));
    await place({ sandbox }, `levered/m${index}.levered.sql`, text);
  }
}

test(
  'hostile names in what is asked before a write and told after it: no link, no icon, no line more (T17, T22)',
  { timeout },
  async () => {
    await using beacon = await startBeacon();
    await using walk = await walks.start({
      settings: { 'files.autoSave': 'off' },
      before: async (levered, sandbox) => {
        await withoutFiles(levered, sandbox);
        becomeHostile(levered, all, query);
        const mapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp', reward_type: 'bool' };
        for (const name of all.slice(0, -1)) changeRemote(levered, name, { column_mapping: mapping });
        await placeFiles({ levered, sandbox });
      },
    });
    const { window, levered } = walk;
    const { messages, quickInput, tree, plan } = window;
    const watch = await SinkWatch.start(walk, beacon);

    const asked = async (name: string, item: string, button: string): Promise<ShownMessage> => {
      await tree.openContextMenu(shown(name));
      await window.menu.choose(item);
      const dialog = await messages.dialog();
      await walk.picture(`sinks-${item.replaceAll(' ', '-')}-${name.slice(0, 5)}`);
      await messages.answerDialog(button);
      return dialog;
    };
    await tree.item(shown(first));
    watch.seen('spoken lines of the tree', await spoken(walk, 'Definitions'));
    watch.seen('tooltip of a definition', await tooltipOf(tree, shown(first)));
    await tree.expand(shown(loose));
    const mapping = window.page.locator('.part.sidebar [role=treeitem][aria-level="2"]');
    await mapping.filter({ hasText: 'hostile' }).first().waitFor();
    watch.seen('mapping in the tree', (await mapping.allInnerTexts()).join('\n'));
    const del = await asked(first, 'Delete in Levered', 'Cancel');
    watch.seen('question before a delete', del.text + del.detail);
    expect(lines(del), 'a delete').toEqual(lines(await asked(quiet, 'Delete in Levered', 'Cancel')));
    await watch.holds();

    // A replace, asked for and carried out.
    for (const file of ['m0', 'm3'])
      await change(walk, `levered/${file}.levered.sql`, text => `${text}WHERE path = '/'\n`);
    await tree.waitForDescription(shown(first), /modified/);
    await tree.waitForDescription(quiet, /modified/);
    const replace = await asked(first, 'Push Definition', 'Cancel');
    watch.seen('question before a push', replace.text + replace.detail);
    expect(lines(replace), 'a replace').toEqual(lines(await asked(quiet, 'Push Definition', 'Cancel')));
    await window.runCommand('Levered: Show Plan');
    await plan.item(shown(first));
    watch.seen('plan', JSON.stringify(await plan.rows()));
    watch.seen('spoken lines of the plan', await spoken(walk, 'Plan'));
    watch.seen('tooltip of a line of the plan', await tooltipOf(plan, shown(first)));
    await plan.titleAction('Push Selected');
    const several = await messages.dialog();
    await walk.picture('sinks-push-all');
    watch.seen('question before a push of several', several.text + several.detail);
    await messages.answerDialog('Show Changes…');
    await quickInput.waitForText('Show Changes');
    watch.seen('list of changes', await quickInput.text());
    await walk.picture('sinks-show-changes');
    await quickInput.cancel();
    await asked(first, 'Push Definition', 'Replace, Keep Old');
    await plan.waitForDescription(shown(first), /^replaced, old kept$/);
    watch.seen('status bar after a push', await window.statusBar(/old kept/));
    watch.seen('tooltip of an outcome', await tooltipOf(plan, shown(first)));
    await watch.holds();

    // One that fails, with the service's own words.
    const message = `${worst} said the service`;
    levered.faults.add({
      match: { method: 'POST' },
      fault: { kind: 'before', failure: { kind: 'status', status: 422, message } },
    });
    await asked(quiet, 'Push Definition', 'Replace, Keep Old');
    const failed = await messages.notification('Not pushed');
    watch.seen('message on a write that failed', failed.text);
    await walk.picture('sinks-failed-push');
    levered.faults.clear();
    await window.runCommand('Notifications: Clear All Notifications');
    await watch.holds();

    await tree.inlineAction(shown(loose), 'Open Definition');
    await window.editors.waitForTab(/loose/);
    watch.seen('title of a document', (await window.editors.tabs()).join('\n'));
    await window.runCommand('View: Close All Editors');

    // What was deleted, and what is brought back.
    await asked(second, 'Delete in Levered', 'Delete');
    const deleted = await messages.notification('was deleted');
    watch.seen('message on a delete', deleted.text);
    await window.runCommand('Levered: Restore a Definition');
    await quickInput.waitForText('Restore a definition');
    watch.seen('list of what can be restored', await quickInput.text());
    await quickInput.cancel();
    await messages.answerNotification('was deleted', 'Restore');
    const restore = await messages.dialog();
    watch.seen('question before a restore', restore.text + restore.detail);
    await messages.answerDialog('Cancel');
    await window.runCommand('Notifications: Clear All Notifications');
    await window.runCommand('Levered: New Assignment Source');
    watch.seen('message on a source that is there', (await messages.notification('assignment source')).text);
    await window.runCommand('Notifications: Clear All Notifications');
    await watch.holds();

    // A file without an id that has the name of a metric without a file.
    await place(walk, 'levered/new.levered.sql', metricFile(JSON.stringify(loose), query));
    await tree.waitForDescription(shown(loose), /new/);
    await window.openFile('new.levered.sql');
    await window.runCommand('Levered: Push Definition');
    await messages.dialog();
    await messages.answerDialog('Link to an Existing One…');
    await quickInput.waitForText('Link the file');
    watch.seen('list of metrics to link', await quickInput.text());
    await walk.picture('sinks-link');
    await quickInput.cancel();
    await window.runCommand('View: Close All Editors');
    await watch.holds();

    // A conflict: the question, the comparison, what is merged.
    await change(walk, 'levered/m2.levered.sql', text => `${text}LIMIT 5\n`);
    await tree.waitForDescription(shown(third), /modified/);
    changeRemote(levered, third, { sql: `${query}\nLIMIT 6` });
    await refresh(walk);
    await tree.waitForDescription(shown(third), /conflict/);
    const conflict = await asked(third, 'Pull Definition', 'Compare');
    watch.seen('question about a conflict', conflict.text + conflict.detail);
    await window.editors.waitForTab('third');
    watch.seen('title of a comparison', (await window.editors.tabs()).join('\n'));
    await walk.picture('sinks-compare');
    await window.runCommand('View: Close All Editors');
    await window.runCommand('Levered: Pull All…');
    await quickInput.waitForText('Pull from local');
    await quickInput.pick(plain(third, 'icons'));
    await window.page.keyboard.press('Enter');
    const taken = await messages.dialog();
    await walk.picture('sinks-taken');
    watch.seen('question about lost changes', taken.text + taken.detail);
    expect(taken.detail.split('\n'), 'one name, one line').toHaveLength(3);
    await messages.answerDialog('Cancel');
    await watch.holds();
  },
);
