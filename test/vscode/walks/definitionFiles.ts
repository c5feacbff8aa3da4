import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Levered } from '../../levered/server.ts';
import { waitFor } from '../waitFor.ts';
import type { VSCodeWindow } from '../window.ts';
import type { Walk } from './walk.ts';

export const signup = 'levered/signup-conversion.levered.sql';
export const source = 'levered/exposure-events.levered.sql';

type Stored = ReturnType<Levered['state']>['metrics'][number];

/** The text of a file of the walk's workspace. */
export async function textOf({ sandbox }: Pick<Walk, 'sandbox'>, path: string): Promise<string> {
  return readFile(join(sandbox.folder, path), 'utf8');
}

/** Makes a file behind the editor's back, or puts another text into it. */
export async function place({ sandbox }: Pick<Walk, 'sandbox'>, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(sandbox.folder, path)), { recursive: true });
  await writeFile(join(sandbox.folder, path), text);
}

/** Changes a file behind the editor's back, as a switch of branches does, and gives its new text. */
export async function change(
  walk: Pick<Walk, 'sandbox'>,
  path: string,
  edit: (text: string) => string,
): Promise<string> {
  const changed = edit(await textOf(walk, path));
  await place(walk, path, changed);
  return changed;
}

/** Adds a condition to a query that has none. */
export const narrowed = (text: string): string => `${text.trimEnd()}\nWHERE plan = 'pro'\n`;

/** A metric's file with a comment in it, as a person writes one. */
export function metricFile(name: string, sql: string, id?: string): string {
  return `/*---${id === undefined ? '' : `\nid: ${id}`}
# What this counts was agreed with finance.
name: ${name}
column_mapping:
  anonymous_id: anonymous_id
  timestamp: timestamp
  reward_type: bool
---*/
${sql}
`;
}

/** All metrics of this name that the organization has, oldest first. */
export function metricsOf(levered: Levered, name: string): readonly Stored[] {
  return levered.state().metrics.filter(metric => metric.name === name);
}

/** What was written, in order: what truly happened, previews left out. */
export function writes(levered: Levered): readonly string[] {
  return levered.log.effects.map(({ kind }) => kind).filter(kind => kind !== 'previewRun');
}

/** Somebody changes a metric in the organization under its id. The service's page names no way; some clients have one. */
export function changeRemote(levered: Levered, name: string, changed: Partial<Stored>): void {
  const [metric] = metricsOf(levered, name);
  if (metric === undefined) throw new Error(`The local Levered has no metric “${name}”.`);
  Object.assign(metric, changed);
}

/** Reads the lists anew and waits for the answers. */
export async function refresh({ levered, window }: Pick<Walk, 'levered' | 'window'>): Promise<void> {
  const before = levered.log.requests.length;
  await window.runCommand('Levered: Refresh Definitions');
  await waitFor('the refresh', 20_000, () => levered.log.requests.length >= before + 2 || undefined);
}

/** Waits for the letters beside a file's name, on its tab or in the explorer; '' for none. */
export async function waitForBadge(window: VSCodeWindow, place: 'tab' | 'explorer', file: string, badge: string) {
  const area = place === 'tab' ? '.tabs-container .tab' : '.explorer-folders-view .monaco-list-row';
  const label = window.page.locator(`${area} .monaco-icon-label`).filter({ hasText: file }).first();
  await waitFor(`“${badge}” beside ${file} (${place})`, 20_000, async () => {
    const drawn = await label.evaluate(element => getComputedStyle(element, '::after').content);
    const seen = drawn === 'none' ? '' : drawn.replaceAll('"', '');
    if (seen === badge) return true;
    throw new Error(`There is “${seen}”.`);
  });
}

/** Waits for what is offered above the first line of the open document. */
export async function waitForLens(window: VSCodeWindow, text: RegExp): Promise<string> {
  const lens = window.page.locator('.part.editor .codelens-decoration').first();
  return waitFor(`a code lens like ${String(text)}`, 20_000, async () => {
    const seen = (await lens.innerText()).replaceAll('\u00a0', ' ');
    if (text.test(seen)) return seen;
    throw new Error(`There is “${seen}”.`);
  });
}

/** The number on the view's icon. */
export async function waitForCount(window: VSCodeWindow, count: number): Promise<void> {
  const badge = window.page.locator('.part.activitybar .action-item').filter({
    has: window.page.locator('[aria-label^="Levered"]'),
  });
  await waitFor(`${count} on the view's icon`, 20_000, async () => {
    const seen = (await badge.first().locator('.badge-content').innerText()).trim();
    if (seen === String(count)) return true;
    throw new Error(`There is “${seen}”.`);
  });
}
