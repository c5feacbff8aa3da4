import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { perBoundary, type KillReport, reportLine } from '../../safety/kills/killReport.ts';
import { killOf } from '../../safety/kills/moment.ts';
import { WindowKills } from '../../safety/kills/windowKill.ts';
import { sentinel } from '../../safety/kills/windowPerson.ts';
import { metricFile, metricsOf, place } from './definitionFiles.ts';
import { walksOf, withoutFiles } from './walk.ts';

/**
 * `KILLS=200` makes so many, from the seed `SEED` on; `npm run test:kills` sets them. In one window come several, because
 * opening one takes longest; each is about definitions of its own.
 */
const { KILLS: count = '20', SEED: first = '0', KILLS_REPORT: reportPath } = process.env;
const perWindow = 10;
const seeds = Array.from({ length: Number(count) }, (_, index) => Number(first) + index);
const windows = Array.from({ length: Math.ceil(seeds.length / perWindow) }, (_, index) =>
  seeds.slice(index * perWindow, (index + 1) * perWindow),
);
const walks = walksOf();

describe('An extension host that is killed', () => {
  it.each(windows)(
    'loses, doubles and misreports nothing, from seed %i on (6, 7, 7r, 8, 9, 11, 14, 15, 19, I1 to I6, I9)',
    async (...chosen) => {
      await using walk = await walks.start({
        levered: { emptyOrganization: true, requestsPerMinute: 1_000_000 },
        settings: { 'files.autoSave': 'off' },
        before: async (levered, sandbox) => {
          await withoutFiles(levered, sandbox);
          const sql = 'SELECT anonymous_id, viewed_at AS timestamp FROM page_views';
          const column_mapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp', reward_type: 'bool' };
          const id = '0c8a4f0e-59a2-4d43-9d6b-0d5f6d1f2a77';
          const kept = { id, name: 'Kept', sql, column_mapping, created_at: '2026-01-05T10:00:00Z', updated_at: null };
          levered.alter(levered.organizationId, { metrics: [kept] });
          await place({ sandbox }, 'levered/kept.levered.sql', metricFile('Kept', sql, id));
          await place({ sandbox }, 'levered/never-pushed.levered.sql', metricFile(sentinel, `${sql} WHERE 1 = 2`));
        },
      });
      await walk.window.tree.waitForDescription('Kept', /^bool$/);
      const kills = new WindowKills(walk, walks.server);
      const reports: KillReport[] = [];
      for (const seed of chosen) {
        const report = await kills.kill(killOf(seed));
        reports.push(report);
        if (reportPath !== undefined) appendFileSync(reportPath, `${reportLine(report)}\n`);
      }
      console.log(perBoundary(reports).join('\n'));
      expect(reports.filter(({ breaches }) => breaches.length > 0).map(reportLine)).toEqual([]);
      expect(metricsOf(walk.levered, 'Kept')).toHaveLength(1);
    },
    perWindow * 180_000,
  );
});
