import { join } from 'node:path';
import { expect, test } from 'vitest';
import { waitFor } from '../waitFor.ts';
import { metricFile, place, waitForLens } from './definitionFiles.ts';
import { named, startBeacon, worst, worstFileName } from './hostileNames.ts';
import { PreviewPanelSeen } from './previewPanel.ts';
import { goToText, hoverAtCursor, tooltipOf } from './sinkParts.ts';
import { SinkWatch } from './sinkWatch.ts';
import { metricId, type Walk, walksOf, withoutFiles } from './walk.ts';

const walks = walksOf();
const timeout = 600_000;

const fileOf = (letter: string): string => join('levered', `${letter} ${worstFileName}.levered.sql`);
const cell = worst.replaceAll(/[^ -~]/g, ' ');
const text = JSON.stringify;

/** Everything that a file can say is hostile: keys, values, columns, names of steps. */
const front = `/*---
name: ${text(named('front'))}
kind: ${text(worst)}
${text(worst)}: x
column_mapping:
  anonymous_id: ${text(worst)}
  timestamp: ${text(named('column'))}
  reward_type: ${text(worst)}
  ${text(worst)}: ${text(worst)}
---*/
WITH "${named('step')}" AS (SELECT 1 AS id)
SELECT '${cell}' AS "${named('column')}", id AS "${cell}" FROM "${named('step')}"
`;

/** A metric that lacks nothing, so that it can be renamed in. */
const draft = metricFile(text(named('draft')), 'SELECT 1 AS a');

/** Shows a file by the explorer: Go to File would draw the icons that a file's own name asks for. */
async function open({ window }: Walk, letter: string): Promise<void> {
  await window.page.keyboard.press('Control+Shift+E');
  const rows = window.page.locator('.explorer-folders-view .monaco-list-row');
  await rows.first().waitFor();
  const file = rows.filter({ hasText: `${letter} $(flame)` }).first();
  if (!(await file.isVisible()))
    await rows
      .filter({ hasText: /^levered$/ })
      .first()
      .click();
  await file.click();
  await window.page
    .locator('.part.editor .tab.active')
    .filter({ hasText: `${letter} $(flame)` })
    .waitFor();
}

test(
  'hostile names of files: tree, badge, lens, messages, questions and the merge editor (T17, T22)',
  { timeout },
  async () => {
    await using beacon = await startBeacon();
    await using walk = await walks.start({
      settings: { 'files.autoSave': 'off' },
      before: async (levered, sandbox) => {
        await withoutFiles(levered, sandbox);
        const query = `SELECT '${cell}' AS anonymous_id, TIMESTAMP '2020-01-01 00:00:00' AS timestamp`;
        const id = metricId(levered, 'Bounce');
        await place({ sandbox }, fileOf('a'), metricFile('Bounce', query, id));
        await place({ sandbox }, fileOf('b'), metricFile('Bounce', query, id));
        await place({ sandbox }, fileOf('c'), metricFile(text(named('draft')), query));
        await place(
          { sandbox },
          fileOf('d'),
          metricFile('Checkout Started', query, metricId(levered, 'Checkout Started')),
        );
      },
    });
    const { window } = walk;
    const { messages, tree } = window;
    const watch = await SinkWatch.start(walk, beacon);
    const isDraft = /^draft /;
    await tree.waitForText(isDraft);
    watch.seen('tree of files', text(await tree.rows()));
    await walk.picture('sinks-files-tree');
    const label = (await tree.rows()).find(row => row.label.startsWith('draft '))!.label;
    watch.seen('tooltip of a file', await tooltipOf(tree, label));
    await window.restMouse();
    await tree.inlineAction('Checkout Started', 'Merge with Levered');
    await window.page.locator('.merge-editor').first().waitFor();
    const sides = window.page.locator('.merge-editor .code-view .header');
    await sides.filter({ hasText: 'flame' }).nth(1).waitFor();
    watch.seen('merge editor', [...(await sides.allInnerTexts()), ...(await window.editors.tabs())].join('\n'));
    await walk.picture('sinks-merge');
    await window.runCommand('View: Close Editor');
    const leaving = await messages.dialog();
    await messages.answerDialog(leaving.buttons.find(button => button.endsWith('with Conflicts'))!);
    watch.seen('status bar after a merge', await window.statusBar('The merge was left'));
    await watch.holds();

    await open(walk, 'a');
    await waitForLens(window, /invalid · local/);
    const lens = window.page.locator('.part.editor .codelens-decoration a').first();
    watch.seen('tooltip of a lens', (await lens.getAttribute('title')) ?? '');
    // Before that VS Code itself shows the path as it is.
    await window.page.locator('.part.editor .squiggly-error').first().waitFor();
    await window.runCommand('Problems: Focus on Problems View');
    const problems = window.page.locator('.markers-panel .monaco-list-row');
    const same = problems.filter({ hasText: 'Another file has the same id' }).first();
    await same.waitFor();
    watch.seen('problems of a file', await same.innerText());
    await walk.picture('sinks-problems');
    await window.runCommand('View: Toggle Panel Visibility');
    await window.runCommand('Levered: Push Definition');
    watch.seen('message that nothing is pushed', (await messages.notification('same id')).text);
    await window.runCommand('Notifications: Clear All Notifications');
    await window.runCommand('Levered: Merge with Levered');
    watch.seen('message how it stands', (await messages.notification('same id')).text);
    await walk.picture('sinks-stands');
    await window.runCommand('Notifications: Clear All Notifications');
    await watch.holds();

    await open(walk, 'c');
    await waitForLens(window, /new · local/);
    await window.runCommand('Levered: Pull Definition');
    watch.seen('message that nothing is pulled', (await messages.notification('Push it to create')).text);
    await window.runCommand('Levered: Compare with Levered');
    watch.seen('message that nothing is compared', (await messages.notification('does not have this')).text);
    await window.runCommand('Notifications: Clear All Notifications');
    await window.editors.typeAtEnd('-- x');
    await window.runCommand('Levered: Push Definition');
    const unsaved = await messages.dialog();
    await walk.picture('sinks-unsaved');
    watch.seen('question about what is not saved', unsaved.detail);
    expect(unsaved.detail.split('\n'), 'one file, one line').toHaveLength(1);
    await messages.answerDialog('Save and Push');
    const create = await messages.dialog();
    watch.seen('question before a create', create.text + create.detail);
    await messages.answerDialog('Cancel');
    await window.editors.titleAction('Preview Rows');
    const consent = await messages.dialog();
    await walk.picture('sinks-consent');
    watch.seen('question before a draft', consent.text + consent.detail);
    await messages.answerDialog('Preview Draft');
    const panel = new PreviewPanelSeen(window);
    watch.seen('page of a preview', await panel.state('rows', 'flame'));
    const title = (await window.editors.tabs()).find(tab => tab.startsWith('Preview: '));
    watch.seen('title of a preview', title ?? '');
    await window.editors.waitForText(/‹/);
    watch.seen('inlay hint', await window.editors.text());
    await walk.picture('sinks-preview');
    await watch.holds();
  },
);

test(
  'a file whose every word is hostile: problems, fixes, hovers, outline, completion and rename (T17, T22, T32)',
  { timeout },
  async () => {
    await using beacon = await startBeacon();
    await using walk = await walks.start({
      settings: { 'files.autoSave': 'off' },
      before: async (levered, sandbox) => {
        await withoutFiles(levered, sandbox);
        await place({ sandbox }, 'levered/front.levered.sql', front);
        await place({ sandbox }, 'levered/draft.levered.sql', draft);
      },
    });
    const { window } = walk;
    const { keyboard } = window.page;
    const watch = await SinkWatch.start(walk, beacon);
    await window.openFile('front.levered.sql');
    await window.page.locator('.part.editor .squiggly-error').first().waitFor();
    await window.runCommand('Problems: Focus on Problems View');
    const problems = window.page.locator('.markers-panel .monaco-list-row');
    await problems.filter({ hasText: 'There is no kind' }).first().waitFor();
    watch.seen('problems of a text', (await problems.allInnerTexts()).join('\n'));
    await walk.picture('sinks-problems-text');
    await window.runCommand('View: Toggle Panel Visibility');
    await window.openFile('front.levered.sql');

    await goToText(walk, front, 'kind: ', 8);
    watch.seen('hover of a problem', await hoverAtCursor(walk, 'There is no kind'));
    await keyboard.press('Escape');
    // The column of the mapping, whose expression the query has.
    await goToText(walk, front, 'timestamp: ', 14);
    watch.seen('hover of a column', await hoverAtCursor(walk, 'Returned by line'));
    await walk.picture('sinks-hover-column');
    await keyboard.press('Escape');
    await goToText(walk, front, 'anonymous_id: ', 20);
    const fixes = window.page.locator('.action-widget').filter({ visible: true });
    await waitFor('fixes', 60_000, async () => {
      await keyboard.press('Control+.');
      await fixes.getByText('flame').first().waitFor({ timeout: 5_000 });
      return true;
    });
    watch.seen('list of fixes', await fixes.innerText());
    await walk.picture('sinks-fixes');
    await keyboard.press('Escape');
    await watch.holds();

    await keyboard.press('Control+Shift+O');
    const symbols = window.page.locator('.quick-input-list .monaco-list-row');
    await symbols.filter({ hasText: 'step' }).first().waitFor();
    watch.seen('list of symbols', (await symbols.allInnerTexts()).join('\n'));
    await window.quickInput.cancel();
    await window.runCommand('Explorer: Focus on Outline View');
    const outline = window.page.locator('.outline-tree .monaco-list-row, .outline-pane .monaco-list-row');
    await outline.filter({ hasText: 'flame' }).first().waitFor();
    watch.seen('outline', (await outline.allInnerTexts()).join('\n'));
    await walk.picture('sinks-outline');
    await window.openFile('front.levered.sql');
    const widget = window.page.locator('.suggest-widget.visible');
    await goToText(walk, front, 'FROM ', 5);
    await keyboard.press('Control+Space');
    await widget.locator('.monaco-list-row').filter({ hasText: 'step' }).first().waitFor();
    watch.seen('completion of a step', await widget.innerText());
    await keyboard.press('Escape');
    await goToText(walk, front, 'timestamp: ', 11);
    await keyboard.press('Control+Space');
    await widget.locator('.monaco-list-row').filter({ hasText: 'column' }).first().waitFor();
    watch.seen('completion of a column', await widget.innerText());
    await walk.picture('sinks-completion-column');
    await keyboard.press('Escape');
    await watch.holds();

    await window.openFile('draft.levered.sql');
    await goToText(walk, draft, 'SELECT 1 AS a', 13);
    await keyboard.press('F2');
    await window.page.locator('.rename-box input').filter({ visible: true }).fill(worst.replaceAll('\n', ' '));
    await keyboard.press('Enter');
    const refused = await window.messages.notification('would have to be quoted');
    watch.seen('message on a rename', refused.text);
    await walk.picture('sinks-rename');
    await watch.holds();
  },
);
