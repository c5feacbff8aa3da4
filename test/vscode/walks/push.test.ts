import { describe, expect, it } from 'vitest';
import { waitFor } from '../waitFor.ts';
import {
  change,
  metricFile,
  metricsOf,
  narrowed,
  place,
  signup,
  source,
  textOf,
  waitForBadge,
  waitForCount,
  waitForLens,
  writes,
} from './definitionFiles.ts';
import { metricId, metricsPath, requestLines, sourcePath, walksOf } from './walk.ts';

const walks = walksOf();

describe('Pushing a changed metric', () => {
  it('replaces it: the new id goes into the file, the rest of the file stays, the old metric is superseded', async () => {
    await using walk = await walks.start();
    const { window, levered } = walk;
    const [old] = metricsOf(levered, 'Signup Conversion');
    // The plan is there, and has noted that this file says what Levered says.
    await window.tree.waitForDescription('Purchase Revenue', /conflict/);
    await waitForCount(window, 1);
    const before = await change(walk, signup, narrowed);
    await window.tree.waitForDescription('Signup Conversion', /modified/);
    await waitForCount(window, 2);
    await walk.picture('push-modified');

    await window.tree.inlineAction('Signup Conversion', 'Push Definition');
    const dialog = await window.messages.dialog();
    await walk.picture('push-dialog');
    expect(dialog.text).toContain('Replace “Signup Conversion” in local (org_demo)?');
    expect(dialog.detail).toContain('the query (+1 −0 lines)');
    expect(dialog.detail).toContain('Checkout headline');
    expect(writes(levered)).toEqual([]);
    await window.messages.answerDialog('Cancel');
    await window.tree.inlineAction('Signup Conversion', 'Push Definition');
    await window.messages.dialog();
    expect(writes(levered), 'a cancelled question sends nothing').toEqual([]);
    await window.messages.answerDialog('Replace, Keep Old');

    await window.plan.waitForDescription('Signup Conversion', /^replaced, old kept$/);
    await window.tree.waitForDescription('Signup Conversion', /superseded/);
    await window.tree.waitForDescription('Signup Conversion', /^bool$/);
    await waitForCount(window, 1);
    await walk.picture('push-done');
    const created = metricsOf(levered, 'Signup Conversion').find(({ id }) => id !== old!.id);
    expect(created?.sql).toContain("WHERE plan = 'pro'");
    expect(await textOf(walk, signup)).toBe(before.replace(old!.id, created!.id));
    expect(writes(levered)).toEqual(['metricCreated']);
    expect(requestLines(levered).filter(line => line.startsWith('POST'))).toEqual([`POST ${metricsPath}`]);
  });
});

describe('A new file', () => {
  it('becomes a metric, then another one in its place, as it is saved, edited and pushed', async () => {
    // In a browser VS Code saves by itself after a second; on a desktop it does not.
    await using walk = await walks.start({ settings: { 'files.autoSave': 'off' } });
    const { window, levered } = walk;
    await window.tree.waitForDescription('Purchase Revenue', /conflict/);
    const text = metricFile('Page Seen', 'SELECT anonymous_id, viewed_at AS timestamp FROM page_views');
    await place(walk, 'levered/page-seen.levered.sql', text);
    await window.tree.waitForDescription('Page Seen', /new · levered\/page-seen\.levered\.sql/);
    await window.openFile('page-seen.levered.sql');
    expect(await waitForLens(window, /new · local/)).toMatch(/Preview.*Push/s);
    await waitForBadge(window, 'tab', 'page-seen.levered.sql', 'N');
    await walk.picture('push-new');

    await window.editors.titleAction('Push Definition');
    const create = await window.messages.dialog();
    await walk.picture('push-create');
    expect(create.text).toBe('Create “Page Seen” in local (org_demo)?');
    expect(create.detail).toContain('FROM page_views');
    await window.messages.answerDialog('Create');
    await window.tree.waitForDescription('Page Seen', /^bool$/);
    const first = metricId(levered, 'Page Seen');
    expect(await textOf(walk, 'levered/page-seen.levered.sql'), 'one line is added').toBe(
      text.replace('name:', `id: ${first}\nname:`),
    );
    await window.editors.waitForText(`id: ${first}`);
    await waitForLens(window, /unchanged · local/);
    await waitForBadge(window, 'tab', 'page-seen.levered.sql', '');

    await window.editors.typeAtEnd("WHERE path = '/'");
    await window.tree.waitForDescription('Page Seen', /modified/);
    await waitForLens(window, /modified · local/);
    await waitForBadge(window, 'tab', 'page-seen.levered.sql', 'M');
    await window.editors.titleAction('Push Definition');
    const unsaved = await window.messages.dialog();
    expect(unsaved).toMatchObject({ text: 'There are changes that are not saved.' });
    expect(unsaved.detail).toContain('levered/page-seen.levered.sql');
    await window.messages.answerDialog('Save and Push');
    expect((await window.messages.dialog()).detail).toContain('No optimization uses it');
    await walk.picture('push-unused');
    await window.messages.answerDialog('Replace, Delete Old');
    await window.plan.waitForDescription('Page Seen', /^replaced, old deleted$/);
    await window.tree.waitForDescription('Page Seen', /^bool$/);

    const [second, ...others] = metricsOf(levered, 'Page Seen');
    expect(others).toEqual([]);
    expect(second!.sql).toContain("WHERE path = '/'");
    const edited = text.replace('name:', `id: ${second!.id}\nname:`);
    expect(await textOf(walk, 'levered/page-seen.levered.sql')).toBe(`${edited}WHERE path = '/'`);
    expect(writes(levered)).toEqual(['metricCreated', 'metricCreated', 'metricDeleted']);
  });
});

describe('A metric that a guardrail refers to', () => {
  it('is replaced and not deleted, says why, and another push makes no other copy (9)', async () => {
    await using walk = await walks.start({
      before: (levered, sandbox) => {
        const { sql, id } = metricsOf(levered, 'Bounce')[0]!;
        return place({ sandbox }, 'levered/bounce.levered.sql', metricFile('Bounce', sql, id));
      },
    });
    const { window, levered } = walk;
    await window.tree.waitForDescription('Purchase Revenue', /conflict/);
    const before = await change(walk, 'levered/bounce.levered.sql', text => text.replace('< 3', '< 5'));
    await window.tree.waitForDescription('Bounce', /modified/);
    await window.tree.inlineAction('Bounce', 'Push Definition');
    await window.messages.dialog();
    await window.messages.answerDialog('Replace, Delete Old');
    await window.tree.waitForDescription('Bounce', /superseded/);
    const [old, created, ...others] = metricsOf(levered, 'Bounce');
    expect(others).toEqual([]);
    await window.plan.waitForDescription('Bounce', /^replaced, old in use$/);
    const tooltip = await window.plan.tooltip('Bounce');
    expect(tooltip).toMatch(
      new RegExp(`Replaced, but the old metric stays, because guardrails refer to it.* old: ${old!.id}`),
    );
    expect(tooltip).toMatch(/Requests: req_/);
    await window.restMouse();
    await walk.picture('push-guardrail');
    expect(await textOf(walk, 'levered/bounce.levered.sql')).toBe(before.replace(old!.id, created!.id));
    expect(writes(levered)).toEqual(['metricCreated']);

    // Neither the pushed one nor the superseded one is offered again.
    await window.openFile('bounce.levered.sql');
    await waitForLens(window, /unchanged · local/);
    const requests = levered.log.requests.length;
    await waitFor('the button to go', 20_000, async () => {
      const actions = await window.editors.titleActions();
      return (actions.includes('Preview Rows') && !actions.includes('Push Definition')) || undefined;
    });
    await window.runCommand('Levered: Push Definition');
    const nothing = await window.messages.notification('File and Levered say the same');
    expect(nothing.text).toContain('“Bounce”');
    expect(requestLines(levered).slice(requests).sort()).toEqual([`GET ${sourcePath}`, `GET ${metricsPath}`]);
  });
});

describe('On a protected environment', () => {
  it('the place is named, and the assignment source is written only once its name is typed (11)', async () => {
    await using walk = await walks.start({ settings: { 'levered.protectedEnvironments': ['local'] } });
    const { window, levered } = walk;
    await window.tree.waitForDescription('Purchase Revenue', /conflict/);
    const before = await change(walk, source, text => text.replace(', cta_text', ''));
    await window.tree.waitForDescription('Exposure Events', /modified/);
    const ask = async () => {
      await window.tree.inlineAction('Exposure Events', 'Push Definition');
      return window.messages.dialog();
    };
    const dialog = await ask();
    await walk.picture('push-protected');
    expect(dialog.text).toBe('Update the assignment source in local (org_demo), a protected environment?');
    expect(dialog.detail).toContain('The whole organization shares the assignment source');
    await window.messages.answerDialog('Update');
    expect(await window.quickInput.validationMessage('Exposures')).toContain('This is not the name');
    await walk.picture('push-typed');
    await window.quickInput.cancel();
    await ask();
    expect(writes(levered)).toEqual([]);
    await window.messages.answerDialog('Update');
    await window.quickInput.enter('Exposure Events');
    await window.tree.waitForDescription('Exposure Events', /^assignment source$/);
    await waitFor('the write', 20_000, () => writes(levered).length > 0 || undefined);
    expect(writes(levered)).toEqual(['sourceReplaced']);
    expect(levered.state().source!.sql).not.toContain('cta_text');
    expect(await textOf(walk, source), 'an assignment source has no id').toBe(before);
  });
});
