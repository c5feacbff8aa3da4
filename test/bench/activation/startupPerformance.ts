import { waitFor } from '../../vscode/waitFor.ts';
import type { VSCodeWindow } from '../../vscode/window.ts';

/** A line of the activation table in VS Code's Startup Performance report. Times in whole milliseconds. */
export interface Activation {
  readonly extension: string;
  readonly loadMs: number;
  readonly callMs: number;
  readonly finishMs: number;
}

/** Opens the report (`perfview.show`) and reads which extensions were activated, and in what time. */
export async function activationsOf(window: VSCodeWindow): Promise<readonly Activation[]> {
  await window.runCommand('Developer: Startup Performance');
  await window.editors.waitForText('System Info');
  await window.page.locator('.editor-group-container.active .view-lines').first().click();
  await window.page.keyboard.press('Control+A');
  await window.page.keyboard.press('Control+C');
  const text = await waitFor('the report on the clipboard', 10_000, async () => {
    const copied = await window.clipboard();
    return copied.includes('System Info') ? copied : undefined;
  });
  return text.split('\n').flatMap(activationIn);
}

/** | extension | eager | load | call | finish | event | by | */
function activationIn(line: string): readonly Activation[] {
  const cells = line.split('|').map(cell => cell.trim());
  const [, extension = '', eager = '', load, call, finish] = cells;
  if (!/^(true|false)$/.test(eager)) return [];
  return [{ extension, loadMs: Number(load), callMs: Number(call), finishMs: Number(finish) }];
}
