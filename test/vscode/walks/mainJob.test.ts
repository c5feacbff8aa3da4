import { expect, test } from 'vitest';
import { call } from '../../levered/testClient.ts';
import { sampleId } from '../../levered/sampleOrganization.ts';
import { PreviewPanelSeen } from './previewPanel.ts';
import { waitFor } from '../waitFor.ts';
import { metricId, metricsPath, previewRequests, requestLines, sourcePath, walksOf, withoutFiles } from './walk.ts';

const walks = walksOf();

test('the tree lists the assignment source, then the metrics by name, with mapping and SQL', async () => {
  await using walk = await walks.start({ before: withoutFiles });
  const { levered, window } = walk;
  await window.tree.item('No files here yet');
  const rows = await window.tree.rows();
  expect(rows.map(({ label, description }) => `${label}: ${description}`)).toEqual([
    'No files here yet: Pull All…',
    'Exposure Events: assignment source',
    'Activated after Exposure: bool',
    'Bounce: bool',
    'Checkout Started: bool',
    'Enterprise Signup: bool',
    'Purchase Amount (raw import): numeric',
    'Purchase Revenue: numeric',
    'Seconds on Page: numeric',
    'Signup Conversion: bool',
  ]);
  expect(requestLines(levered).sort()).toEqual([`GET ${sourcePath}`, `GET ${metricsPath}`]);
  expect(await window.statusBar('Levered')).toContain('Levered: local · org_demo');
  await walk.picture('tree');

  const icons = await Promise.all(
    ['Exposure Events', 'Bounce', 'Purchase Revenue'].map(async name =>
      (await window.tree.item(name)).locator('.custom-view-tree-node-item-icon').getAttribute('class'),
    ),
  );
  expect(new Set(icons).size, 'each kind has an icon of its own').toBe(3);

  await window.tree.expand('Purchase Revenue');
  await window.tree.item('value');
  const children = (await window.tree.rows()).filter(({ level }) => level === 2);
  expect(children.map(({ label, description }) => `${label}: ${description}`)).toEqual([
    'anonymous_id: anonymous_id',
    'timestamp: timestamp',
    'reward_type: numeric',
    'value: value',
  ]);

  const { sql, id } = levered.state().metrics.find(({ name }) => name === 'Activated after Exposure')!;
  const tooltip = await window.tree.tooltip('Activated after Exposure');
  expect(tooltip.replaceAll('\u00a0', ' ')).toContain(sql);
  expect(tooltip).toContain(id);
  await walk.picture('tooltip');

  levered.log.clear();
  await window.runCommand('Levered: Refresh Definitions');
  await waitFor('the refresh', 10_000, () => levered.log.requests.length >= 2 || undefined);
  await window.tree.item('Signup Conversion');
  expect(requestLines(levered).sort(), 'a refresh is two requests').toEqual([
    `GET ${sourcePath}`,
    `GET ${metricsPath}`,
  ]);
});

test('a definition opens as a highlighted document that cannot be changed', async () => {
  await using walk = await walks.start();
  const { levered, window } = walk;
  await window.tree.waitForDescription('Purchase Revenue', /conflict/);
  await window.tree.openContextMenu('Signup Conversion');
  await window.menu.choose("Open Levered's Version");
  await window.editors.waitForTab('signup-conversion.levered.sql');
  await window.editors.waitForText('SELECT user_id AS anonymous_id');
  expect(await window.editors.text()).toContain(`id: ${metricId(levered, 'Signup Conversion')}`);
  expect(await window.statusBar('Levered SQL')).toBe('Levered SQL');

  const colour = (word: string) =>
    window.page
      .locator('.part.editor .view-line span span')
      .filter({ hasText: new RegExp(`^\\s*${word}\\s*$`) })
      .first()
      .evaluate(token => getComputedStyle(token).color);
  const keyword = await waitFor('colours', 10_000, async () => {
    const [select, column] = [await colour('SELECT'), await colour('user_id')];
    return select === column ? undefined : select;
  });
  expect(await colour('FROM')).toBe(keyword);
  expect(await colour('kind'), 'the front matter is YAML').not.toBe(await colour('metric'));

  const before = await window.editors.text();
  await window.editors.typeAtEnd('DROP');
  await window.page.locator('.monaco-editor-overlaymessage').filter({ hasText: 'To change it, pull it' }).waitFor();
  expect(await window.editors.text()).toBe(before);
  await walk.picture('document');
  expect(levered.log.effects).toEqual([]);

  // Where the workspace has its file, the definition is opened to be worked on.
  await window.runCommand('View: Close All Editors');
  await window.tree.inlineAction('Signup Conversion', 'Open Definition');
  await window.editors.waitForText('SELECT user_id AS anonymous_id');
  await window.editors.typeAtEnd('-- mine');
  await window.editors.waitForText('-- mine');
});

test('a preview shows the very rows that Levered gives, and runs again only when asked', async () => {
  await using walk = await walks.start();
  const { levered, window } = walk;
  const preview = new PreviewPanelSeen(window);
  const path = `${metricsPath}/${metricId(levered, 'Purchase Revenue')}/preview`;
  const direct = await call(levered, 'POST', path);
  // Numbers keep their spelling: each is read as a text, outside of the texts (T34).
  const spelled = direct.text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, part =>
    part.startsWith('"') ? part : `"${part}"`,
  );
  const { rows } = JSON.parse(spelled) as { rows: Readonly<Record<string, string>>[] };
  levered.log.clear();

  await window.tree.inlineAction('Purchase Revenue', 'Preview Rows');
  const text = await preview.state('rows');
  await window.editors.waitForTab('Preview: Purchase Revenue');
  expect(await preview.header()).toEqual(Object.keys(rows[0]!));
  const shown = await preview.rows();
  expect(shown.length).toBeGreaterThan(10);
  expect(shown).toEqual(rows.slice(0, shown.length).map(row => Object.values(row)));
  expect(text).toMatch(/1,000 rows[\s\S]*\d+\.\d\d s/);
  expect(text).toMatch(/Environment\s+local/);
  expect(text).toMatch(/Organization\s+org_demo/);
  const [request] = previewRequests(levered);
  expect(text).toContain(request?.requestId);
  expect(previewRequests(levered).map(each => each.path)).toEqual([path]);
  await walk.picture('preview');

  await preview.press('Run Again');
  await waitFor('a second run', 10_000, () => levered.log.effects.length === 2 || undefined);
  await preview.state('rows', levered.log.requests.at(-1)!.requestId);
  expect(previewRequests(levered)).toHaveLength(2);

  await window.tree.inlineAction('Signup Conversion', 'Preview Rows');
  await preview.state('rows', 'Signup Conversion');
  await window.tree.inlineAction('Purchase Revenue', 'Preview Rows');
  await preview.state('rows', 'Purchase Revenue');
  expect(await window.editors.tabs(), 'one panel for each definition').toEqual([
    'Preview: Purchase Revenue',
    'Preview: Signup Conversion',
  ]);
  await waitFor('the last run', 10_000, () => previewRequests(levered).length === 4 || undefined);
  expect(window.consoleErrors.filter(error => /Content Security Policy|Trusted ?(HTML|Script)/.test(error))).toEqual(
    [],
  );
});

test('signing out empties the tree, from the Accounts menu and by command', async () => {
  await using walk = await walks.start();
  const { levered, window } = walk;
  await window.tree.item('Signup Conversion');
  await window.openAccounts();
  await walk.picture('accounts');
  await window.menu.choose('org_demo · local', 'Sign Out');
  expect((await window.messages.dialog()).text).toContain('org_demo · local');
  await window.messages.answerDialog('Sign Out');
  await window.tree.waitUntilEmpty();
  await window.tree.waitForText('Sign in to see the metrics');
  expect(await window.statusBar('Levered')).toContain('Levered: local · signed out');

  await window.tree.clickButton('Sign In');
  await window.quickInput.pick('Use the session of the Levered command line');
  await window.tree.item('Signup Conversion');
  levered.log.clear();
  await window.runCommand('Levered: Sign Out');
  await window.tree.waitUntilEmpty();
  await window.tree.waitForText('Sign in to see the metrics');
  await window.openAccounts();
  expect(await window.menu.items()).not.toContain('org_demo · local');
  expect(requestLines(levered)).toEqual([]);
});

test('a command of the palette asks for the definition that it was not given', async () => {
  await using walk = await walks.start({ leavesViewClosed: true });
  const { levered, window } = walk;
  await window.runCommand('Levered: Copy Metric Id');
  const options = await window.quickInput.options();
  expect(options[0]).toBe('Exposure Events');
  expect(options).toContain('Bounce');
  await walk.picture('pick');
  await window.quickInput.pick('Bounce');
  const id = sampleId(1, 'bounce');
  await waitFor('the id in the clipboard', 10_000, async () => (await window.clipboard()) === id || undefined);

  await window.runCommand('Levered: Open Definition');
  await window.quickInput.pick('Exposure Events');
  await window.editors.waitForTab('exposure-events.levered.sql');
  await window.editors.waitForText('FROM exposures');

  await window.runCommand('View: Close All Editors');
  await window.runCommand('Levered: Preview Rows');
  await window.quickInput.pick('Exposure Events');
  await new PreviewPanelSeen(window).state('rows');
  expect(previewRequests(levered).map(({ path }) => path)).toEqual([`${sourcePath}/preview`]);
});

test('10,000 metrics fill the tree and can be scrolled and searched', async () => {
  await using walk = await walks.start({ levered: { metrics: 10_000 } });
  const { window } = walk;
  await window.tree.click('Exposure Events');
  await window.tree.item('variant');
  const started = performance.now();
  await window.page.keyboard.press('End');
  await window.tree.item('Synthetic Metric 10000');
  expect(performance.now() - started, 'milliseconds to the end of the tree').toBeLessThan(5_000);
  expect((await window.tree.rows()).length, 'only the rows in view are drawn').toBeLessThan(100);
  await window.page.keyboard.press('Home');
  await window.tree.item('Bounce');
  await window.page.keyboard.press('Control+Alt+F');
  await window.page.locator('.part.sidebar .monaco-findInput input').fill('Metric 04242');
  await window.tree.item('Synthetic Metric 04242');
  await walk.picture('many');
});
