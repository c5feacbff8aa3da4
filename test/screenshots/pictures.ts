import type { FrameLocator, Locator } from 'playwright-core';
import { change, metricFile, narrowed, place, signup } from '../vscode/walks/definitionFiles.ts';
import type { Sandbox } from '../vscode/sandbox.ts';
import type { VSCodeWindow } from '../vscode/window.ts';

/** A picture of the README. */
export interface Picture {
  /** The file in `media/`, without its ending. */
  readonly file: string;
  /** As in the setting `workbench.colorTheme`. */
  readonly theme: string;
  /** Places files before the window opens. */
  readonly before?: (sandbox: Sandbox) => Promise<unknown>;
  /** Has the window, with the Levered view open, show what is to be seen. */
  readonly show: (window: VSCodeWindow, sandbox: Sandbox) => Promise<void>;
}

const revenue = 'levered/purchase-revenue.levered.sql';

/** Without the lines in which the sample workspace's file differs from the organization. */
const likeRemote = (text: string): string => text.replace(/\n +-- Refunds[^\n]*\n[^\n]*/, '');

/** Opens a definition with its preview beside it, and waits until all of it is drawn. */
async function preview(window: VSCodeWindow, name: string): Promise<FrameLocator> {
  await window.tree.inlineAction(name, 'Open Definition');
  await window.editors.waitForText('SELECT');
  await window.runCommand('View: Toggle Primary Side Bar Visibility');
  await window.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  await window.editors.titleAction('Preview Rows');
  await window.waitForRows();
  await drag(window, window.page.locator('.editor-group-container').nth(1), 'left', 560);
  const page = window.webviews.only;
  await page.locator('.verdict').waitFor();
  await page.locator('.heading svg.sparkline').first().waitFor();
  await page.locator('.figure .note-text').first().waitFor();
  return page;
}

/** Draws an edge of a part of the window to a place, in pixels from the left. */
async function drag({ page }: VSCodeWindow, part: Locator, edge: 'left' | 'right', to: number): Promise<void> {
  const box = await part.boundingBox();
  if (box === null) throw new Error('There is no edge to be drawn.');
  await page.mouse.move(edge === 'left' ? box.x : box.x + box.width, 600);
  await page.mouse.down();
  await page.mouse.move(to, 600, { steps: 5 });
  await page.mouse.up();
}

export const pictures: readonly Picture[] = [
  {
    file: 'screenshot',
    theme: 'Light 2026',
    before: sandbox => change({ sandbox }, revenue, likeRemote),
    show: async window => {
      const page = await preview(window, 'Purchase Revenue');
      const value = page.locator('.heading').filter({ has: page.getByText('value', { exact: true }) });
      // Once for the least first, twice for the greatest.
      for (const order of ['ascending', 'descending']) {
        await value.click();
        await page.locator(`.heading[aria-sort=${order}]`).waitFor();
      }
      await page.locator('.rows .row').nth(2).locator('[role=gridcell]').first().click();
      await page
        .locator('.rows .row')
        .nth(5)
        .locator('[role=gridcell]')
        .nth(2)
        .click({ modifiers: ['Shift'] });
      await page.locator('.selection-facts').filter({ hasText: /\d/ }).waitFor();
    },
  },
  {
    file: 'screenshot-dark',
    theme: 'Dark 2026',
    before: sandbox => change({ sandbox }, revenue, likeRemote),
    show: async window => {
      const page = await preview(window, 'Purchase Revenue');
      await page.locator('.overview summary').click();
      await page.getByRole('button', { name: 'All Columns in Pictures' }).click();
      await page.locator('.card .column-facts').nth(4).waitFor();
    },
  },
  {
    file: 'screenshot-high-contrast',
    theme: 'Default High Contrast',
    show: async window => {
      const page = await preview(window, 'Exposure Events');
      await page.getByRole('button', { name: 'Show rows: 11 of' }).click();
      await page.locator('.chip').waitFor();
    },
  },
  {
    file: 'screenshot-plan',
    theme: 'Light 2026',
    show: async (window, sandbox) => {
      // What agreed once is known to have changed after that.
      await window.tree.waitForDescription('Purchase Revenue', /^conflict/);
      await change({ sandbox }, signup, narrowed);
      const sql = "SELECT user_id AS anonymous_id, converted_at AS timestamp\nFROM conversions\nWHERE plan = 'team'";
      await place({ sandbox }, 'levered/team-signup.levered.sql', metricFile('Team Signup', sql));
      await window.tree.waitForDescription('Signup Conversion', /^modified/);
      await window.tree.waitForDescription('Team Signup', /^new/);
      await window.runCommand('Levered: Compare with Levered');
      await window.quickInput.pick('Signup Conversion');
      await window.editors.waitForDiff('conversions', "WHERE plan = 'pro'");
      await drag(window, window.page.locator('.part.sidebar'), 'right', 480);
      await window.runCommand('Levered: Show Plan');
      await window.plan.item('To replace');
      await window.plan.waitForText('2 of 2 chosen.');
    },
  },
];
