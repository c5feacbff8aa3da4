import type { Page } from 'playwright-core';
import type { GridPage } from './gridPages.ts';
import type { GridReader, ServedRows } from './reading.ts';

/** What one grid did while it was scrolled, pages of several rounds together. */
export interface Scrolled {
  readonly grid: GridPage;
  /** Milliseconds from frame to frame, while it moved by a few rows in each, and while it jumped in each. */
  readonly steps: readonly number[];
  readonly jumps: readonly number[];
  /** The longest task of each round; 0 when none was longer than 50 ms. */
  readonly longestTaskMs: readonly number[];
  /** The most elements that there were. */
  readonly elements: number;
}

/** Five rows or so in each frame, as with a quick turn of the wheel that goes on and on. */
const stepPixels = 120;

/** Scrolls each grid in turns: steadily for so many frames, then by far jumps for a fifth of that. */
export async function scrollInTurns(
  reader: GridReader,
  grids: readonly GridPage[],
  rows: ServedRows,
  rounds: number,
  framesOf: (grid: GridPage) => number,
): Promise<readonly Scrolled[]> {
  const found = grids.map(grid => ({
    grid,
    steps: [] as number[],
    jumps: [] as number[],
    longestTaskMs: [] as number[],
    elements: 0,
  }));
  for (let round = 0; round < rounds; round++) {
    for (const one of found) {
      await reader.withPage(one.grid, rows, 'bytes', async ({ page }) => {
        const { scroller } = one.grid;
        const frames = framesOf(one.grid);
        const count = async (): Promise<void> => void (one.elements = Math.max(one.elements, await elements(page)));
        await count();
        const steps = await page.evaluate(([selector, moves]) => window.probe.scroll(selector, moves), [
          scroller,
          { kind: 'steps', pixels: stepPixels, frames },
        ] as const);
        await count();
        const jumps = await page.evaluate(([selector, moves]) => window.probe.scroll(selector, moves), [
          scroller,
          { kind: 'jumps', frames: Math.ceil(frames / 5) },
        ] as const);
        await count();
        one.steps.push(...steps.intervals);
        one.jumps.push(...jumps.intervals);
        one.longestTaskMs.push(Math.max(steps.longestTaskMs, jumps.longestTaskMs));
      });
    }
  }
  return found;
}

function elements(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelectorAll('#preview *').length);
}

/** The number of the last row that our page shows once it was scrolled to the end, and after the key for the last row. */
export async function lastRows(
  reader: GridReader,
  ours: GridPage,
  rows: ServedRows,
): Promise<{ readonly byScrolling: number; readonly byKey: number }> {
  return reader.withPage(ours, rows, 'bytes', async ({ page }) => {
    const { scroller } = ours;
    const move = (share: number): Promise<void> =>
      page.evaluate(
        ([selector, to]) => {
          const element = document.querySelector(selector);
          element?.scrollTo(0, element.scrollHeight * to);
        },
        [scroller, share] as const,
      );
    await move(1);
    const byScrolling = await settledRow(page);
    await move(0);
    await settledRow(page);
    await page.focus(scroller);
    await page.keyboard.press('Control+End');
    return { byScrolling, byKey: await settledRow(page) };
  });
}

/** The number of the last row on the page, two frames later. Row indices count from one, the heading included. */
function settledRow(page: Page): Promise<number> {
  return page.evaluate(async () => {
    for (let frames = 0; frames < 2; frames++) await new Promise(resolve => requestAnimationFrame(resolve));
    const indices = [...document.querySelectorAll('[role=row]')].map(row => Number(row.ariaRowIndex));
    return Math.max(...indices) - 1;
  });
}
