import { appendFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineKills, fitsEngine } from './engineKill.ts';
import { buildEngine } from './engineProcess.ts';
import { perBoundary, type KillReport, reportLine } from './killReport.ts';
import { killOf } from './moment.ts';

/** `KILLS=500` makes so many, from the seed `SEED` on; `npm run test:kills` sets them. */
const { KILLS: count = '60', SEED: first = '0', KILLS_REPORT: reportPath } = process.env;

let folder: string;
let engine: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'levered-engine-'));
  engine = await buildEngine(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('A process that carries out a plan and is killed', () => {
  it(
    `in ${count} kills loses, doubles and misreports nothing (6, 7, 7r, 8, 9, 11, 14, 19, I1 to I6, I9)`,
    async () => {
      await using kills = await EngineKills.start(engine);
      const reports: KillReport[] = [];
      for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
        const report = await kills.kill(killOf(seed, fitsEngine));
        reports.push(report);
        if (reportPath !== undefined) appendFileSync(reportPath, `${reportLine(report)}\n`);
      }
      console.log(perBoundary(reports).join('\n'));
      expect(reports.filter(({ breaches }) => breaches.length > 0).map(reportLine)).toEqual([]);
    },
    60_000 + Number(count) * 10_000,
  );
});
