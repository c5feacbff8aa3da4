import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { metricsPath, type Walk, walksOf } from './walk.ts';

const walks = walksOf();

const signup = 'levered/signup-conversion.levered.sql';

async function text({ sandbox }: Walk, path: string): Promise<string> {
  return readFile(join(sandbox.folder, path), 'utf8');
}

/** Changes a file behind the editor's back, as a switch of branches does. */
async function change(walk: Walk, path: string, edit: (text: string) => string): Promise<string> {
  const changed = edit(await text(walk, path));
  await writeFile(join(walk.sandbox.folder, path), changed);
  return changed;
}

const narrowed = (sql: string): string => `${sql.trimEnd()}\nWHERE plan = 'pro'\n`;

describe('Pushing a changed metric', () => {
  it('replaces it: the new id goes into the file, the rest of the file stays, the old metric is superseded', async () => {
    await using walk = await walks.start();
    const { window, levered } = walk;
    const [old] = levered.state().metrics.filter(({ name }) => name === 'Signup Conversion');
    // The plan is there, and has noted that this file says what Levered says.
    await window.tree.waitForDescription('Purchase Revenue', /conflict/);
    const before = await change(walk, signup, narrowed);
    await window.tree.waitForDescription('Signup Conversion', /modified/);
    await walk.picture('push-modified');

    await window.tree.inlineAction('Signup Conversion', 'Push Definition');
    const dialog = await window.messages.dialog();
    await walk.picture('push-dialog');
    expect(dialog.text).toContain('Replace “Signup Conversion” in local (org_demo)?');
    expect(dialog.detail).toContain('the query (+1 −0 lines)');
    expect(dialog.detail).toContain('Checkout headline');
    expect(levered.log.effects).toEqual([]);
    await window.messages.answerDialog('Replace, Keep Old');

    await window.tree.waitForDescription('Signup Conversion', /superseded/);
    await walk.picture('push-done');
    const created = levered.state().metrics.find(({ name, id }) => name === 'Signup Conversion' && id !== old!.id);
    expect(created?.sql).toContain("WHERE plan = 'pro'");
    expect(await text(walk, signup)).toBe(before.replace(old!.id, created!.id));
    expect(levered.log.effects.map(({ kind }) => kind)).toEqual(['metricCreated']);
    expect(levered.log.requests.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
      metricsPath,
    ]);
  });
});
