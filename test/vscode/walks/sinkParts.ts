import { expect } from 'vitest';
import { waitFor } from '../waitFor.ts';
import type { Tree } from '../parts/tree.ts';
import type { Walk } from './walk.ts';

/** A busy machine takes its time, in milliseconds. */
const patienceMs = 30_000;

/**
 * Brings every line of a list into view, a part of a screen at a time, and gives the text of each.
 * @param least how many there are at least: a list that seems to end before is waited for
 */
export async function scrolled(
  { window }: Pick<Walk, 'window'>,
  list: string,
  least: number,
): Promise<readonly string[]> {
  const { page } = window;
  const area = page.locator(list).filter({ visible: true }).first();
  const rows = area.locator('.monaco-list-row');
  await rows.first().waitFor();
  const seen = new Map<number, string>();
  const lastDrawn = async (): Promise<number> => {
    const drawn = await rows.evaluateAll(each =>
      each.map(row => [Number(row.getAttribute('data-index')), row.textContent] as const),
    );
    for (const [index, text] of drawn) seen.set(index, text);
    return Math.max(...drawn.map(([index]) => index));
  };
  const deadline = Date.now() + 4 * patienceMs;
  for (let still = 0; still < 3 || (seen.size < least && Date.now() < deadline); still++) {
    const last = await lastDrawn();
    const box = await area.boundingBox();
    if (box === null) throw new Error(`${list} is not in view.`);
    // A hover that has come up under the mouse would take the wheel.
    if (still > 0) await window.restMouse();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, box.height * 0.8);
    const soon = Date.now() + 1_000;
    while ((await lastDrawn()) === last && Date.now() < soon);
    if ((await lastDrawn()) !== last) still = -1;
  }
  expect(seen.size, `lines of ${list}`).toBeGreaterThanOrEqual(least);
  return [...seen.values()];
}

/** Puts the cursor of the active editor at a place, both counted from 1. */
export async function goTo({ window }: Pick<Walk, 'window'>, line: number, column: number): Promise<void> {
  await waitFor(`line ${line}, column ${column}`, patienceMs, async () => {
    await window.page.locator('.editor-group-container.active .view-lines').first().waitFor();
    await window.page.keyboard.press('Control+G');
    await window.quickInput.enter(`:${line}:${column}`);
    await window.page.getByText(`Ln ${line}, Col ${column}`).waitFor({ timeout: 5_000 });
    return true;
  });
}

/** Puts the cursor so many characters behind the beginning of a part of the editor's text. */
export async function goToText(walk: Pick<Walk, 'window'>, text: string, part: string, behind: number): Promise<void> {
  const before = text.slice(0, text.indexOf(part) + behind).split('\n');
  await goTo(walk, before.length, (before.at(-1)?.length ?? 0) + 1);
}

/** Shows what the editor says of the place of the cursor, without the mouse, and gives it; waits for `part` in it. */
export async function hoverAtCursor({ window }: Pick<Walk, 'window'>, part: string): Promise<string> {
  const { page } = window;
  // All at once: one that is waited for first may be drawn anew before it is read.
  const shown = async (): Promise<string | undefined> => {
    const texts = await page.locator('.monaco-hover:not(.hidden)').allInnerTexts();
    return texts.map(text => text.replaceAll('\u00a0', ' ')).find(text => text.includes(part));
  };
  return waitFor('a hover', 2 * patienceMs, async () => {
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    return waitFor('its text', 3_000, shown);
  });
}

/** What is shown when the mouse rests on a line of a tree; a line that was drawn anew meanwhile shows nothing. */
export async function tooltipOf(tree: Tree, label: string): Promise<string> {
  return waitFor(`the tooltip of “${label}”`, 2 * patienceMs, () => tree.tooltip(label));
}
