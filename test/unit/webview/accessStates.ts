import type { PreviewFailure, PreviewSubject, PreviewVerdict } from '../../../src/core/preview/messages.ts';
import { GridPage } from './gridPage.ts';
import type { PreviewBrowser } from './previewBrowser.ts';

/** Something that the page can show, and how a person comes to it. */
export interface AccessState {
  readonly name: string;
  readonly show: (browser: PreviewBrowser) => Promise<void>;
}

const subject: PreviewSubject = {
  name: 'Purchase Revenue',
  kind: 'metric',
  environment: 'prod',
  isProtected: true,
  organization: 'org_xyz',
  roles: { user_id: 'anonymous_id', paid_at: 'timestamp', amount: 'value' },
  note: 'The open file differs from the saved query.',
};
const source: PreviewSubject = {
  ...subject,
  name: 'Exposure Events',
  kind: 'assignment_source',
  roles: { user_id: 'anonymous_id', paid_at: 'timestamp', plan: 'variant' },
};

/** Rows with everything that a cell can be, but for one that is no object. */
const rows = Array.from({ length: 300 }, (_, at) => ({
  user_id: at % 40 === 3 ? null : at % 40 === 5 ? '' : `user-${at % 150}`,
  paid_at: new Date(Date.UTC(2026, 0, 1 + (at % 30), 12)).toISOString(),
  amount: at % 50 === 7 ? null : at / 10,
  plan: ['free', 'team', 'gold'][at % 3],
  context: { a: [1, at], b: { c: 'x' } },
  trial: at % 2 === 0,
  ...(at % 4 === 0 ? {} : { coupon: 'WELCOME' }),
}));
const json = JSON.stringify([...rows, 'no object']);
const later = JSON.stringify(rows.slice(20).map(row => ({ ...row, plan: 'gold', country: 'DE' })));

/** Checks of every level, with all that a line of the verdict may have. */
const verdict: PreviewVerdict = {
  summary: '1 problem, 1 warning and 1 note in these rows.',
  sample: 'Judged by the 301 rows that the preview returned.',
  checks: [
    {
      code: 'null-ids',
      level: 'error',
      title: '8 of 301 ids are null.',
      advice: 'Leave such rows out with a WHERE.',
      column: 'user_id',
      rows: Uint32Array.of(3, 43, 83),
      line: 'Line 5',
    },
    { code: 'case', level: 'warning', title: '3 ids are not in lower case.', advice: 'Use LOWER.', line: 'Line 5' },
    { code: 'zone', level: 'info', title: '9 timestamps have no zone.' },
    { code: 'future', level: 'fine', title: 'No timestamp lies in the future.', column: 'paid_at' },
  ],
};

const moved = 'The saved query has changed since.';

/** Shows rows and waits until their pictures are drawn, because these come by themselves. */
async function showRows(browser: PreviewBrowser, whose = subject): Promise<GridPage> {
  await browser.show({ kind: 'rows', json, subject: whose, verdict, moved });
  return pictured(browser);
}

async function pictured(browser: PreviewBrowser): Promise<GridPage> {
  await browser.page.waitForFunction(() => {
    // A table that has just come has no headings yet.
    const headings = [...document.querySelectorAll('.heading')];
    return headings.length > 0 && headings.every(heading => heading.querySelector('svg.sparkline'));
  });
  return new GridPage(browser);
}

async function showTwo(browser: PreviewBrowser): Promise<void> {
  await browser.show({ kind: 'rows', json, subject, verdict, result: { finishedAt: '14:00:00' } });
  await browser.show({ kind: 'rows', json: later, subject, result: { finishedAt: '14:05:00' } });
  await pictured(browser);
}

const press = (browser: PreviewBrowser, name: string): Promise<void> =>
  browser.page.getByRole('button', { name, exact: true }).click();

const reasons: readonly PreviewFailure['reason'][] = [
  ...(['warehouse', 'not_found', 'unauthorized', 'rate_limited', 'timeout', 'offline', 'refused'] as const),
  'unexpected',
];

const failures = reasons.map((reason): AccessState => {
  const failure: PreviewFailure = {
    reason,
    title: `It failed: ${reason}.`,
    advice: 'Do something about it.',
    detail: 'ERROR: no such column\nLINE 1: SELECT x\n               ^',
    requestId: 'req_9',
    actions: [
      { kind: 'run', label: 'Try again' },
      { kind: 'showLog', label: 'Show log' },
    ],
  };
  return {
    name: `a failure: ${reason}`,
    show: async browser => {
      await browser.show({ kind: 'failed', subject, failure, elapsedMs: 10 });
    },
  };
});

export const accessStates: readonly AccessState[] = [
  {
    name: 'idle',
    show: async browser => {
      await browser.show({ kind: 'idle', subject });
    },
  },
  {
    name: 'running',
    show: async browser => {
      await browser.show({ kind: 'running', subject, elapsedMs: 5_000 });
    },
  },
  {
    name: 'cancelled',
    show: async browser => {
      await browser.show({ kind: 'cancelled', subject, elapsedMs: 900 });
    },
  },
  ...failures,
  {
    name: 'no rows',
    show: async browser => {
      await browser.show({ kind: 'rows', json: '[]', subject, verdict });
    },
  },
  {
    name: 'rows that are being judged',
    show: async browser => {
      await browser.show({ kind: 'rows', json, subject });
    },
  },
  {
    name: 'rows with a verdict of all levels, the folded ones opened',
    show: async browser => {
      await showRows(browser);
      await browser.page.locator('.passed summary').click();
    },
  },
  {
    name: 'rows of an assignment source',
    show: async browser => {
      await showRows(browser, source);
    },
  },
  {
    name: 'all columns in pictures',
    show: async browser => {
      await showRows(browser);
      await press(browser, 'All columns in pictures');
      await browser.page.locator('.card .column-facts').first().waitFor();
    },
  },
  {
    name: 'an active cell and a selection',
    show: async browser => {
      const table = await showRows(browser);
      await table.grid.focus();
      await table.press('ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowRight');
      await browser.page.locator('.selection-facts:not(:empty)').waitFor();
    },
  },
  {
    name: 'a sorted, filtered and pinned column',
    show: async browser => {
      const table = await showRows(browser);
      await table.heading('user_id').click();
      await table.chooseForColumn('user_id', 'Pin');
      await table.chooseForColumn('user_id', 'Filter…');
      await browser.page.keyboard.type('user-1');
      await table.press('Enter');
      await browser.page.locator('.chip').waitFor();
    },
  },
  {
    name: 'rows that a filter leaves out, all of them',
    show: async browser => {
      const table = await showRows(browser);
      await table.chooseForColumn('user_id', 'Filter…');
      await browser.page.keyboard.type('=nothing');
      await table.press('Enter');
      await browser.page.locator('.none-left:visible').waitFor();
    },
  },
  {
    name: 'the menu of a column',
    show: async browser => {
      const table = await showRows(browser);
      await table.grid.focus();
      await table.press('ArrowUp', 'ContextMenu');
      await browser.page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'the filter of a column, with a problem',
    show: async browser => {
      const table = await showRows(browser);
      await table.chooseForColumn('user_id', 'Filter…');
      await browser.page.keyboard.type('>x');
      await table.press('Enter');
      await browser.page.locator('.problem:not(:empty)').waitFor();
    },
  },
  {
    name: 'the find bar with matches',
    show: async browser => {
      const table = await showRows(browser);
      await press(browser, 'Find');
      await browser.page.getByRole('search').getByRole('textbox').fill('gold');
      await browser.page.locator('.found-count:not(:empty)').waitFor();
      await table.settle();
    },
  },
  {
    name: 'the list of columns',
    show: async browser => {
      await showRows(browser);
      await press(browser, 'Columns');
      await browser.page.locator('.column-list').waitFor();
    },
  },
  {
    name: 'the menu for copying',
    show: async browser => {
      await showRows(browser);
      await press(browser, 'Copy');
      await browser.page.getByRole('menu').waitFor();
    },
  },
  ...(['Cell', 'Row'] as const).map((view): AccessState => ({
    name: `the details: ${view}`,
    show: async browser => {
      const table = await showRows(browser);
      await table.grid.focus();
      await table.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter');
      await press(browser, view);
    },
  })),
  { name: 'several results', show: showTwo },
  {
    name: 'an earlier result',
    show: async browser => {
      await showTwo(browser);
      await browser.page.getByRole('combobox', { name: 'Result shown' }).selectOption({ index: 1 });
      await browser.page.locator('.earlier:visible').waitFor();
      await pictured(browser);
    },
  },
  {
    name: 'two results compared',
    show: async browser => {
      await showTwo(browser);
      await press(browser, 'Compare with');
      await browser.page.locator('.whole').waitFor();
      for (const folded of await browser.page.locator('.comparison details').all()) {
        await folded.locator('summary').click();
      }
    },
  },
];
