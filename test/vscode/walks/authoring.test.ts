import { expect, test } from 'vitest';
import { place, textOf } from './definitionFiles.ts';
import { PreviewPanelSeen } from './previewPanel.ts';
import { requestLines, walksOf, withoutFiles, type Walk } from './walk.ts';

const walks = walksOf();

const path = 'levered/page-seen.levered.sql';
const half = `/*---
name: Page Seen
column_mapping:
  anonymous_id: anonymous_idd
  timestamp: ${''}
  reward_type: bool
---*/
SELECT anonymous_id, viewed_at AS seen_at
FROM page_views
WHERE viewed_at > '2020-01-01'
`;

async function goTo({ window }: Walk, line: number, column: number): Promise<void> {
  await window.page.keyboard.press('Control+G');
  await window.page.keyboard.type(`${line}:${column}`);
  await window.page.keyboard.press('Enter');
  await window.page.getByText(`Ln ${line}, Col ${column}`).waitFor();
}

test('a definition is finished by keyboard: completion, a quick fix, a rename, and sample values beside it', async () => {
  await using walk = await walks.start({
    settings: { 'files.autoSave': 'off', 'levered.draftPreview': 'always' },
    before: async (levered, sandbox) => {
      await withoutFiles(levered, sandbox);
      await place({ sandbox }, path, half);
    },
  });
  const { window, levered } = walk;
  const { keyboard } = window.page;
  await window.openFile('page-seen.levered.sql');
  const errors = window.page.locator('.part.editor .squiggly-error');
  await errors.first().waitFor();
  await window.tree.item('Bounce');
  const before = requestLines(levered).length;

  await goTo(walk, 5, 14);
  await keyboard.type('se');
  await window.page
    .locator('.suggest-widget.visible .monaco-list-row')
    .filter({ hasText: 'seen_at' })
    .first()
    .waitFor();
  await walk.picture('authoring-completion');
  await keyboard.press('Tab');
  await window.editors.waitForText('timestamp: seen_at');

  await goTo(walk, 4, 20);
  await errors.first().waitFor();
  await keyboard.press('Control+.');
  const fixes = window.page.locator('.action-widget').filter({ visible: true });
  await fixes.getByText('anonymous_id').first().waitFor();
  await walk.picture('authoring-fix');
  await keyboard.press('Enter');
  await fixes.first().waitFor({ state: 'hidden' });
  await errors.first().waitFor({ state: 'detached' });

  await goTo(walk, 5, 16);
  await keyboard.press('F2');
  await window.page.locator('.rename-box input').filter({ visible: true }).fill('viewed');
  await keyboard.press('Enter');
  await window.editors.waitForText('timestamp: viewed');
  await window.editors.waitForText('AS viewed');
  expect(requestLines(levered).length, 'nothing of this is asked of Levered').toBe(before);

  await keyboard.press('Control+S');
  await window.editors.titleAction('Preview Rows');
  await new PreviewPanelSeen(window).state('rows', 'What the file says was run');
  await window.editors.waitForText(/viewed.*‹2/);
  await walk.picture('authoring-samples');
  expect(await textOf(walk, path)).toBe(
    half
      .replace('anonymous_idd', 'anonymous_id')
      .replace('timestamp: ', 'timestamp: viewed')
      .replace('AS seen_at', 'AS viewed'),
  );
});
