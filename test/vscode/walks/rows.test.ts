import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { waitFor } from '../waitFor.ts';
import { PreviewPanelSeen } from './previewPanel.ts';
import { PreviewTableSeen } from './previewTable.ts';
import { previewPath, previewRequests, walksOf, type Walk } from './walk.ts';

const walks = walksOf();

const file = 'signup-conversion.levered.sql';
/** What differs from each other by the skin of its teeth: numbers, null, missing, empty, JSON, formulas, line breaks. */
const rows = [
  { amount: 120, anonymous_id: 'u-1', timestamp: '2026-03-04T10:00:00Z', plan: 'pro', note: '{"a":[1,2],"b":"x"}' },
  { amount: 99.5, anonymous_id: 'u-2', timestamp: '2026-03-01T10:00:00Z', plan: 'free', note: '=1+1' },
  { amount: 1000, anonymous_id: 'u-3', timestamp: '2026-03-02T10:00:00Z', plan: null, note: 'two, and "quotes"' },
  { amount: null, anonymous_id: null, timestamp: '2026-03-03T10:00:00Z', plan: '', note: 'null' },
  { amount: -3, anonymous_id: 'u-5', timestamp: '2026-03-05T10:00:00Z', note: 'line\nbreak' },
  { amount: 99.5, anonymous_id: 'u-6', timestamp: '2026-03-06T10:00:00Z', plan: 'pro', note: { c: 1 } },
];
const columns = ['amount', 'anonymous_id', 'timestamp', 'plan', 'note'];

interface Open {
  readonly panel: PreviewPanelSeen;
  readonly table: PreviewTableSeen;
}

/** Previews the file, in a window wide enough for all the columns. */
async function open({ levered, window }: Walk): Promise<Open> {
  levered.faults.add({ match: { path: previewPath }, fault: { kind: 'fields', fields: { rows } } });
  await window.page.setViewportSize({ width: 2000, height: 1000 });
  await window.openFile(file);
  await window.editors.waitForText('name: Signup Conversion');
  await window.editors.titleAction('Preview Rows');
  const panel = new PreviewPanelSeen(window);
  await panel.state('rows', '6 rows');
  const table = new PreviewTableSeen(window);
  await table.waitForHeadings(columns);
  return { panel, table };
}

const start = () => walks.start({ settings: { 'files.autoSave': 'off' }, leavesViewClosed: true });
const clipboard = async ({ window }: Walk, text: string): Promise<void> => {
  await waitFor(`${JSON.stringify(text)} in the clipboard`, 10_000, async () => {
    const seen = await window.clipboard();
    if (seen === text) return true;
    throw new Error(`There is ${JSON.stringify(seen)}.`);
  });
};

test('rows are sorted by their headings, filtered by what is typed, and a check shows those that it found', async () => {
  await using walk = await start();
  const { panel, table } = await open(walk);
  const plans = ['pro', 'free', 'null', 'empty text', 'missing', 'pro'];
  await table.waitForColumn('plan', plans);
  await table.heading('amount').click();
  await table.waitForColumn('amount', ['-3', '99.5', '99.5', '120', '1000', 'null']);
  await table.heading('plan').click({ modifiers: ['Shift'] });
  await table.heading('plan').click({ modifiers: ['Shift'] });
  await table.waitForColumn('anonymous_id', ['u-5', 'u-6', 'u-2', 'u-1', 'u-3', 'null']);
  await table.heading('amount').click();
  await table.waitForColumn('amount', ['1000', '120', '99.5', '99.5', '-3', 'null']);
  await table.heading('amount').click();
  await table.waitForColumn('plan', plans);

  await table.filter('amount', '>100');
  await table.waitForColumn('amount', ['120', '1000']);
  expect(await table.chips()).toEqual(['amount: >100']);
  await walk.picture('rows-filtered');
  await table.filter('plan', 'null');
  await table.waitForColumn('anonymous_id', ['u-3']);
  await table.removeFilter('amount');
  await table.removeFilter('plan');
  await table.filter('plan', 'missing');
  await table.waitForColumn('anonymous_id', ['u-5']);
  await table.removeFilter('plan');

  expect((await panel.check('null-ids'))?.level).toBe('error');
  await panel.pressOfCheck('null-ids', 'Show rows');
  await table.waitForColumn('note', ['null']);
  await walk.picture('rows-of-a-check');
  await table.removeFilter('null');
  await table.waitForColumn('plan', plans);
  await panel.pressOfCheck('null-ids', 'Line 6');
  await walk.window.statusBar(/Ln 6\D.*selected/);
  await walk.picture('rows-line-of-a-check');
});

test('what is looked for is found, copied in each form, and seen whole', async () => {
  await using walk = await start();
  const { table } = await open(walk);
  const { keyboard } = walk.window.page;
  await table.tool('Find');
  await keyboard.type('u-');
  await table.waitForFound('1 of 5');
  await table.find.getByRole('button', { name: 'Next match' }).click();
  await table.waitForFound('2 of 5');
  await table.waitForActive('u-2');
  await keyboard.press('Shift+F3');
  await table.waitForActive('u-1');
  await table.find.getByRole('button', { name: 'Previous match' }).click();
  await table.waitForFound('5 of 5');
  await table.waitForActive('u-6');
  await walk.picture('rows-found');
  await table.find.getByRole('button', { name: 'Close' }).click();

  await (await table.cell(0, 'plan')).click();
  await (await table.cell(2, 'note')).click({ modifiers: ['Shift'] });
  await keyboard.press('Control+C');
  await clipboard(walk, `pro\t{"a":[1,2],"b":"x"}\nfree\t'=1+1\n\ttwo, and "quotes"`);
  await table.tool('Copy');
  await table.choose('With Headers');
  await table.choose('Copy as Markdown');
  await clipboard(
    walk,
    '| plan | note |\n| --- | --- |\n| pro | {"a":\\[1,2\\],"b":"x"} |\n| free | =1+1 |\n|  | two, and "quotes" |\n',
  );
  await table.tool('Copy');
  await table.choose('Copy as CSV');
  await clipboard(walk, `plan,note\r\npro,"{""a"":[1,2],""b"":""x""}"\r\nfree,'=1+1\r\n,"two, and ""quotes"""\r\n`);
  await table.tool('Copy');
  await table.choose('Copy as JSON');
  await waitFor('JSON in the clipboard', 10_000, async () =>
    (await walk.window.clipboard()).startsWith('[') ? true : undefined,
  );
  expect(JSON.parse(await walk.window.clipboard())).toEqual(rows.slice(0, 3).map(({ plan, note }) => ({ plan, note })));

  await (await table.cell(0, 'note')).click();
  await keyboard.press('Enter');
  await waitFor('the JSON, line by line', 10_000, async () => {
    return (await table.details.locator('pre').textContent())?.includes('{\n  "a": ') === true ? true : undefined;
  });
  await walk.picture('rows-detail');
  await (await table.cell(4, 'note')).click();
  await table.details.getByText('line', { exact: false }).waitFor();
  expect(await table.details.locator('pre').textContent()).toContain('line\nbreak');
});

test('columns are hidden, pinned and ordered; that outlives a look at another tab, and goes with the panel', async () => {
  await using walk = await start();
  const { window } = walk;
  const { panel, table } = await open(walk);
  await table.columnMenu('note', 'Hide');
  await table.waitForHeadings(['amount', 'anonymous_id', 'timestamp', 'plan']);
  await table.columnMenu('plan', 'Pin');
  await table.waitForHeadings(['plan', 'amount', 'anonymous_id', 'timestamp']);
  await table.tool('Columns');
  await table.columnBox('Mapped Columns First', true);
  await walk.picture('rows-columns');
  await window.page.keyboard.press('Escape');
  const arranged = ['plan', 'anonymous_id', 'timestamp', 'amount'];
  await table.waitForHeadings(arranged);
  await table.heading('amount').click();
  await table.filter('plan', 'pro');
  await table.waitForColumn('amount', ['99.5', '120']);

  // A tab over the panel, and away again. The file goes where files are.
  await window.page.keyboard.press('Control+1');
  await window.openFile('exposure-events.levered.sql');
  await window.editors.waitForText('name: Exposure Events');
  await window.editors.titleAction('Preview Rows');
  await panel.state('rows', 'Exposure Events');
  await window.editors.select('Preview: Signup Conversion');
  await panel.state('rows', 'Signup Conversion');
  await table.waitForHeadings(arranged);
  await table.waitForColumn('amount', ['99.5', '120']);
  expect(await table.chips()).toEqual(['plan: pro']);
  expect(previewRequests(walk.levered), 'looking costs nothing').toHaveLength(2);

  await window.runCommand('View: Close All Editors');
  await waitFor('the panel to be closed', 10_000, async () => {
    return (await window.editors.tabs()).length === 0 || undefined;
  });
  await window.openFile(file);
  await window.editors.titleAction('Preview Rows');
  await panel.state('rows', 'Signup Conversion');
  await table.waitForHeadings(columns);
  expect(await table.chips()).toEqual([]);
  await table.waitForColumn('amount', ['120', '99.5', '1000', 'null', '-3', '99.5']);
});

test('everything is done once by the keyboard alone', async () => {
  await using walk = await start();
  const { window } = walk;
  const { table } = await open(walk);
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await window.page.keyboard.press(key);
  };
  // Into the panel, and on to its table.
  await press('Control+2');
  await waitFor('the focus to come to the table', 20_000, async () => {
    await press('Tab');
    return (await table.grid.evaluate(grid => document.activeElement === grid)) || undefined;
  });
  await press('ArrowUp', 'Enter');
  await table.waitForColumn('amount', ['-3', '99.5', '99.5', '120', '1000', 'null']);
  await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'Shift+Enter', 'Shift+Enter');
  await table.waitForColumn('anonymous_id', ['u-5', 'u-6', 'u-2', 'u-1', 'u-3', 'null']);
  await press('Home', 'Shift+F10');
  await waitFor('the menu', 10_000, () => table.pressUntilFocused('ArrowDown', 'Filter…'));
  await press('Enter');
  await window.page.keyboard.type('!null');
  await press('Enter');
  await table.waitForColumn('anonymous_id', ['u-5', 'u-6', 'u-2', 'u-1', 'u-3']);
  await press('Control+Home', 'ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowDown');
  await press('Control+C');
  await clipboard(walk, '99.5\tu-6\n99.5\tu-2');
  await press('End', 'Enter');
  await table.details.getByText('=1+1').waitFor();
  // As with Caps Lock on: the letter is a capital.
  await press('Escape', 'Control+F');
  await window.page.keyboard.type('QUOTES');
  await table.waitForFound('1 of 1');
  await press('Escape');
  await table.waitForActive('two, and "quotes"');
  await press('Shift+F10');
  await table.pressUntilFocused('ArrowDown', 'Hide');
  await press('Enter');
  await table.waitForHeadings(['amount', 'anonymous_id', 'timestamp', 'plan']);
  await walk.picture('rows-by-keyboard');
});

/** Exports in a format; answers VS Code's own dialog, which is a box with a path in its server build. */
async function exportTo({ window }: Walk, table: PreviewTableSeen, entry: string, path: string): Promise<void> {
  await table.tool('Export');
  await table.choose(entry);
  await window.quickInput.waitForText('Save the rows that are shown');
  await window.quickInput.waitForProposal(entry.includes('CSV') ? '/signup-conversion.csv' : '/signup-conversion.json');
  await window.quickInput.enter(path);
  await waitFor('the dialog to take the path', 20_000, async () => {
    // Once it has gone to another folder, it wants to be told again.
    if (!(await window.quickInput.isOpen())) return true;
    await window.page.keyboard.press('Enter');
    return undefined;
  });
}

const written = (path: string): Promise<string> =>
  waitFor(`${path} to be written`, 20_000, async () => {
    const text = await readFile(path, 'utf8');
    return text === '' ? undefined : text;
  });

test('an export holds exactly what is shown, and is written only where a person says so (T20)', async () => {
  await using walk = await start();
  const { window, sandbox } = walk;
  const { panel, table } = await open(walk);
  await table.columnMenu('timestamp', 'Hide');
  await table.filter('amount', '!null');
  await table.heading('amount').click();
  await table.waitForColumn('amount', ['-3', '99.5', '99.5', '120', '1000']);

  const before = await readdir(sandbox.folder, { recursive: true });
  await table.tool('Export');
  await table.choose('Export as CSV…');
  await window.quickInput.waitForText('Save the rows that are shown');
  await window.quickInput.waitForProposal(join(sandbox.folder, 'signup-conversion.csv'));
  await walk.picture('export-dialog');
  await window.quickInput.cancel();
  expect(await readdir(sandbox.folder, { recursive: true }), 'nothing is written').toEqual(before);

  const csv = join(sandbox.folder, 'rows.csv');
  await exportTo(walk, table, 'Export as CSV…', csv);
  expect(await written(csv)).toBe(
    [
      'amount,anonymous_id,plan,note',
      '-3,u-5,,"line\nbreak"',
      "99.5,u-2,free,'=1+1",
      '99.5,u-6,pro,"{""c"":1}"',
      '120,u-1,pro,"{""a"":[1,2],""b"":""x""}"',
      '1000,u-3,,"two, and ""quotes"""',
      '',
    ].join('\r\n'),
  );
  await window.statusBar('rows.csv');

  const json = join(sandbox.folder, 'rows.json');
  await exportTo(walk, table, 'Export as JSON…', json);
  const shown = [4, 1, 5, 0, 2].map(row =>
    Object.fromEntries(Object.entries(rows[row]!).filter(([column]) => column !== 'timestamp')),
  );
  expect(JSON.parse(await written(json))).toEqual(shown);

  await exportTo(walk, table, 'Export as CSV…', '/proc/rows.csv');
  const { text } = await window.messages.notification('The rows could not be saved');
  expect(text).toContain('Choose another place');
  await walk.picture('export-refused');
  await panel.state('rows', '6 rows');
  await table.waitForColumn('amount', ['-3', '99.5', '99.5', '120', '1000']);
  await rm(csv);
  await exportTo(walk, table, 'Export as CSV…', csv);
  expect(await written(csv)).toContain('u-5');
});
