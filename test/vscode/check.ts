import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { projectPath, projectRoot } from '../project.ts';
import { launchBrowser } from './browser.ts';
import { ensureServerBuild } from './install/serverBuild.ts';
import type { Sandbox } from './sandbox.ts';
import { VSCodeServer } from './server.ts';
import { VSCodeWindow } from './window.ts';

export interface CheckOptions {
  readonly sandbox: Sandbox;
  /** Names of definitions that the tree has to show; the last one is opened and previewed. */
  readonly names: readonly string[];
  /** Where the screenshot goes; a relative path is one from the project's folder. */
  readonly screenshot: string;
}

/**
 * Walks the main job as a person would: opens the Levered view, sees the definitions, opens one, previews it and sees
 * rows. Says each step as it is done, and fails with the step that could not be.
 */
export async function checkMainJob({ sandbox, names, screenshot }: CheckOptions): Promise<void> {
  const build = await ensureServerBuild(console.log);
  await using server = await VSCodeServer.start({ build, extension: projectRoot, settings: sandbox.settings });
  const browser = await launchBrowser(console.log);
  try {
    await using window = await VSCodeWindow.open({ browser, server, folder: sandbox.folder });
    console.log(`VS Code ${build.version} is open on the sample workspace.`);
    await window.openView('Levered');
    for (const name of names) await window.tree.item(name);
    console.log(`The tree shows ${names.map(name => `“${name}”`).join(', ')}.`);
    const subject = names.at(-1) ?? '';
    await window.tree.inlineAction(subject, 'Open Definition');
    await window.editors.waitForText('SELECT');
    console.log(`“${subject}” is open, with its SQL.`);
    await window.tree.inlineAction(subject, 'Preview Rows');
    const rows = await window.waitForRows();
    console.log(`The preview shows rows: ${rows} cells are in view.`);
    await window.restMouse();
    mkdirSync(dirname(resolve(projectRoot, screenshot)), { recursive: true });
    await window.screenshot(resolve(projectRoot, screenshot));
    console.log(`Screenshot: ${resolve(projectRoot, screenshot)}`);
  } finally {
    await browser.close();
  }
}

export const defaultScreenshot = projectPath('out', 'check.png');
