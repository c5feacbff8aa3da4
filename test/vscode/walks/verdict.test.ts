import { expect, test } from 'vitest';
import { call } from '../../levered/testClient.ts';
import type { Levered } from '../../levered/server.ts';
import { sampleQueries, type SampleQueries } from '../../unit/core/preview/checks/sampleQueries.ts';
import { waitFor } from '../waitFor.ts';
import { change, place, refresh } from './definitionFiles.ts';
import { PreviewPanelSeen } from './previewPanel.ts';
import { metricsPath, sourcePath, type Walk, walksOf, withoutFiles } from './walk.ts';

const walks = walksOf();

type Side = 'trips' | 'fine';

const mappingOf = ({ mapping }: SampleQueries) => ({
  anonymous_id: 'anonymous_id',
  timestamp: 'timestamp',
  ...mapping,
});

/** A definition's file; a mapping may hold a map, which JSON writes as YAML reads it. */
function fileText(queries: SampleQueries, side: Side, id?: string): string {
  const mapping = Object.entries(mappingOf(queries)).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
  const head = [
    ...(id === undefined ? [] : [`id: ${id}`]),
    `kind: ${queries.kind}`,
    `name: ${nameOf(queries, side)}`,
    'column_mapping:',
    ...mapping,
  ];
  return `/*---\n${head.join('\n')}\n---*/\n${queries[side]}\n`;
}

const nameOf = ({ code }: SampleQueries, side: Side): string => `${code} ${side}`;
/** There is one source, so there is one file of it. */
const fileOf = ({ code, kind }: SampleQueries, side: Side): string =>
  kind === 'metric' ? `${code}-${side}.levered.sql` : 'source.levered.sql';

/** Makes the metric whose query trips a check, or the one whose query does not, with a file of its own. */
async function saveMetric(levered: Levered, sandbox: Walk['sandbox'], queries: SampleQueries, side: Side) {
  const body = { name: nameOf(queries, side), sql: queries[side], column_mapping: mappingOf(queries) };
  const { json } = await call(levered, 'POST', metricsPath, { body });
  await place({ sandbox }, `levered/${fileOf(queries, side)}`, fileText(queries, side, json.id));
}

/** An organization has one source: it takes the place of the one before. */
async function saveSource(walk: Walk, queries: SampleQueries, side: Side) {
  const body = { name: nameOf(queries, side), sql: queries[side], column_mapping: mappingOf(queries) };
  await call(walk.levered, 'POST', sourcePath, { body });
  await place(walk, `levered/${fileOf(queries, side)}`, fileText(queries, side));
  await refresh(walk);
}

/** What the Problems view shows, with the places. */
const problems = ({ window }: Walk): Promise<string> =>
  window.page.locator('.markers-panel .monaco-list-rows').first().innerText();

/** Whether the view has a problem with this code: the place stands behind it. The files' names hold codes as well. */
const tells = (seen: string, code: string): boolean => new RegExp(`\\s${code}\\s+\\[`).test(seen);

/** Previews a file and gives what the panel says of a check; waits for the verdict. */
async function judged({ window }: Walk, queries: SampleQueries, side: Side) {
  await window.runCommand('View: Close All Editors');
  await window.openFile(fileOf(queries, side));
  await window.editors.waitForText(`name: ${nameOf(queries, side)}`);
  await window.editors.titleAction('Preview Rows');
  return new PreviewPanelSeen(window).check(queries.code);
}

const codesOf = (kind: SampleQueries['kind'], pattern: RegExp): readonly SampleQueries[] =>
  sampleQueries.filter(queries => queries.kind === kind && pattern.test(queries.code));

const groups: readonly (readonly [string, readonly SampleQueries[]])[] = [
  ['ids', codesOf('metric', /-id/)],
  ['times', codesOf('metric', /timestamps/)],
  ['values, conversions and rows', codesOf('metric', /values|conversions|rows|mapped/)],
  ['variants, contexts and factors', codesOf('assignment_source', /./)],
];

test('each check has its queries in one of the groups', () => {
  expect(groups.flatMap(([, all]) => all.map(({ code }) => code)).sort()).toEqual(
    sampleQueries.map(({ code }) => code).sort(),
  );
});

test.each(groups)(
  'what is wrong with %s stands above the rows and in the Problems view, and only while it is so',
  { timeout: 240_000 },
  async (_, group) => {
    const sides = ['trips', 'fine'] as const;
    await using walk = await walks.start({
      settings: { 'files.autoSave': 'off' },
      before: async (levered, sandbox) => {
        await withoutFiles(levered, sandbox);
        for (const queries of group.filter(({ kind }) => kind === 'assignment_source').slice(0, 1)) {
          await place({ sandbox }, `levered/${fileOf(queries, 'trips')}`, fileText(queries, 'trips'));
        }
        for (const queries of group.filter(({ kind }) => kind === 'metric')) {
          for (const side of sides) await saveMetric(levered, sandbox, queries, side);
        }
      },
    });
    await walk.window.runCommand('Problems: Focus on Problems View');
    for (const queries of group) {
      const { code, kind } = queries;
      for (const side of sides) {
        if (kind === 'assignment_source') await saveSource(walk, queries, side);
        const check = await judged(walk, queries, side);
        if (side === 'trips') {
          expect(check, code).toBeDefined();
          expect(check?.level, code).not.toBe('fine');
          await waitFor(`the Problems view to say “${check?.title ?? ''}”`, 20_000, async () => {
            const seen = (await problems(walk)).replace(/\s+/g, ' ');
            if (seen.includes(check?.title ?? '') && tells(seen, code)) return true;
            throw new Error(`It said: ${seen.slice(0, 600)}`);
          });
          await walk.picture(`verdict-${code}`);
        } else {
          expect(check?.level ?? 'fine', `${code}: ${check?.title ?? ''}`).toBe('fine');
          await waitFor(`the Problems view to be without ${code}`, 20_000, async () => {
            return !tells(await problems(walk), code) || undefined;
          });
        }
      }
    }
  },
);

test('a column that the mapping names and no row has is told above the rows and in the Problems view', async () => {
  const queries = sampleQueries.find(({ code }) => code === 'future-timestamps')!;
  await using walk = await walks.start({
    settings: { 'files.autoSave': 'off' },
    before: async (levered, sandbox) => {
      await withoutFiles(levered, sandbox);
      await saveMetric(levered, sandbox, queries, 'fine');
      // The query is the saved one; the file alone maps a column that it does not give.
      await change({ sandbox }, `levered/${fileOf(queries, 'fine')}`, text =>
        text.replace('timestamp: "timestamp"', 'timestamp: "moment"'),
      );
    },
  });
  await walk.window.runCommand('Problems: Focus on Problems View');
  await judged(walk, queries, 'fine');
  const check = await new PreviewPanelSeen(walk.window).check('mapped-column-missing');
  expect(check?.level).toBe('error');
  expect(check?.title).toContain('moment');
  await waitFor('the Problems view to have it', 20_000, async () => {
    return tells(await problems(walk), 'mapped-column-missing') || undefined;
  });
});
