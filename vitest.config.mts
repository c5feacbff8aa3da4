import { defineConfig } from 'vitest/config';

/** The walks that belong to every test run; the others take minutes and run in CI. A new one is among the others. */
const main = ['mainJob', 'panelStates', 'restricted', 'push'];

/** Walks that take many minutes each: `npm run test:heavy`, and `npm run test:safety` as a whole. */
const heavy = ['interleaved', 'kills', 'quietOpen', 'quietOpenRestricted', 'workspaceSettings'];
const walkFiles = (names: readonly string[]): string[] => names.map(name => `test/vscode/walks/${name}.test.ts`);

/** Those of the unit tests that hold what is promised about time: here too, but one file at a time by the clock. */
const timed = [
  ...['rows', 'cellText', 'json', 'text/plain', 'sql/robustness', 'document/hostileDocuments'],
  ...['formulaGuard', 'prettyJson', 'decimal'].map(name => `preview/view/${name}`),
].map(name => `test/unit/core/${name}.test.ts`);

const access = 'test/unit/webview/access*.test.ts';

/**
 * Walks through a real VS Code in a browser, two at a time: each file has a server and a browser of its own. Where
 * nobody watches, a walk in which the machine stalled is walked once more; the report says so.
 */
const retry = process.env['CI'] === undefined ? 0 : 1;
const walks = { maxWorkers: 2, testTimeout: 120_000, hookTimeout: 300_000, retry };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/levered/**/*.test.ts', 'test/safety/parsers/**/*.test.ts'],
          exclude: [access],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Each state of the preview page in each theme: minutes, in a browser that nothing else should slow down.
        test: { name: 'access', include: [access], fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        test: {
          name: 'safety',
          include: ['test/safety/**/*.test.ts', ...timed],
          // The unit tests take a few of the generated documents; here are all of them, one file at a time by the clock.
          env: { DOCUMENTS: process.env['DOCUMENTS'] ?? '35000', TIME_SLACK: '2' },
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      { test: { name: 'walks', ...walks, include: walkFiles(main) } },
      { test: { name: 'heavy-walks', ...walks, include: walkFiles(heavy) } },
      {
        test: {
          name: 'long-walks',
          ...walks,
          include: ['test/vscode/walks/**/*.test.ts'],
          exclude: walkFiles([...main, ...heavy]),
        },
      },
    ],
  },
});
