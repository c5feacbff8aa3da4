import { stat } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { startLevered } from '../levered/server.ts';
import { projectPath, projectRoot } from '../project.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { ensureServerBuild } from '../vscode/install/serverBuild.ts';
import { makeSandbox } from '../vscode/sandbox.ts';
import { VSCodeServer } from '../vscode/server.ts';
import { VSCodeWindow } from '../vscode/window.ts';
import { pictures, type Picture } from './pictures.ts';

/** The sample data lie before it, so that the rows are the same whenever the pictures are made. */
const sampleTime = new Date('2026-11-02T12:00:00Z');

/** What would take room in a picture without saying anything about the extension. */
const plainWindow = {
  'window.title': '${activeEditorShort} - ${rootName}',
  'workbench.layoutControl.enabled': false,
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
  'editor.scrollBeyondLastLine': false,
  'diffEditor.renderSideBySide': false,
};

/** In kB. */
const largest = 400;

/**
 * `npm run screenshots`: makes the README's pictures in a real VS Code, on a local Levered with the sample workspace.
 * With names of pictures behind it, those only. `LEVERED_TEST_EXTENSION` names a build to show in place of this one.
 */
async function main(): Promise<void> {
  const names = process.argv.slice(2);
  const build = await ensureServerBuild(console.log);
  const extension = process.env['LEVERED_TEST_EXTENSION'] ?? projectRoot;
  await using server = await VSCodeServer.start({ build, extension });
  const browser = await launchBrowser(console.log);
  try {
    for (const picture of pictures.filter(({ file }) => names.length === 0 || names.includes(file))) {
      const path = projectPath('media', `${picture.file}.png`);
      await take(picture, path, server, browser);
      const size = Math.ceil((await stat(path)).size / 1000);
      console.log(`${path}: ${size} kB`);
      if (size > largest) throw new Error(`${path} has more than ${largest} kB.`);
    }
  } finally {
    await browser.close();
  }
}

async function take(
  { theme, before, show }: Picture,
  path: string,
  server: VSCodeServer,
  browser: Browser,
): Promise<void> {
  await using levered = await startLevered({ seed: 1, now: () => sampleTime });
  await using sandbox = await makeSandbox(levered);
  await before?.(sandbox);
  await server.writeUserSettings({ ...sandbox.settings, ...plainWindow, 'workbench.colorTheme': theme });
  await using window = await VSCodeWindow.open({ browser, server, folder: sandbox.folder });
  await window.openView('Levered');
  await show(window, sandbox);
  await window.restMouse();
  // Into the empty middle of the status bar: this window has no title bar for the mouse to rest on.
  await window.page.mouse.move(720, 890);
  // What the last step set off is painted by then.
  await window.page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  if (await window.page.locator('.notification-toast').first().isVisible()) {
    throw new Error(`A notification lies over ${path}.`);
  }
  await window.screenshot(path);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
// A browser or a request that is still under way would keep the process.
process.exit();
