import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../vscode/browser.ts';
import {
  goalRow,
  informationRow,
  limitRow,
  milliseconds,
  reachRow,
  ratioRow,
  type Bench,
  type BenchResult,
  type BenchRow,
  type Figure,
} from '../bench.ts';
import { quantile } from '../statistics.ts';
import { hostMessages } from './hostMessages.ts';
import { pageWords } from './pageWords.ts';
import { paintInTurns, type Contender, type Painted } from './paint.ts';
import { ourPage, peerPages, type GridPage } from './gridPages.ts';
import { PageServer } from './pageServer.ts';
import { ensurePeers, peerVersions } from './peerInstall.ts';
import { GridReader, type ServedRows } from './reading.ts';
import { rowParts, wholeRows, type TableSize } from './sampleRows.ts';
import { lastRows, scrollInTurns, type Scrolled } from './scrolling.ts';

const small: TableSize = { rows: 1_000, columns: 20 };
const large: TableSize = { rows: 100_000, columns: 20 };
/** Few columns, because rows are what this one is about. */
const huge: TableSize = { rows: 1_000_000, columns: 4 };

const paintRounds = 7;
const scrollRounds = 3;
/** A peer may take a tenth of a second for a frame. */
const scrollFrames = (grid: GridPage): number => (grid.name === 'ours' ? 300 : 100);

/** What our first paint may take, as a share of a peer's. */
const shares: Readonly<Record<string, number>> = { SlickGrid: 0.6, Tabulator: 0.1, 'AG Grid': 0.1 };
const scriptLimit = 60_000;
const elementLimit = 500;

/** The preview's page beside grids that others use: first paint, scrolling, and how far and how large it gets. */
export const previewBench: Bench = {
  name: 'preview',
  title: 'The preview page',
  async run(say) {
    const ours = await ourPage();
    const words = await pageWords();
    const peers = await peerPages(await ensurePeers(say));
    const bodies = new Map<string, Buffer>();
    const tables = { small: serve(small, bodies), large: serve(large, bodies), huge: serve(huge, bodies) };
    const server = await PageServer.start([ours, ...peers], bodies);
    let browser: Browser | undefined;
    try {
      browser = await launchBrowser(say);
      const reader = new GridReader(browser, server, rows => hostMessages(words, rows));
      return await measure(reader, ours, peers, tables, say);
    } finally {
      await browser?.close();
      server.close();
    }
  },
};

/** Puts a table's parts, and the same as one array, among what is served. */
function serve(size: TableSize, bodies: Map<string, Buffer>): ServedRows {
  const root = `/rows/${size.rows}`;
  const parts = rowParts(size);
  const paths = parts.map((_, part) => `${root}/${part}`);
  for (const [part, path] of paths.entries()) bodies.set(path, parts[part] ?? Buffer.alloc(0));
  if (size !== huge) bodies.set(`${root}/whole`, wholeRows(parts));
  return { ...size, parts: paths, whole: `${root}/whole` };
}

async function measure(
  reader: GridReader,
  ours: GridPage,
  peers: readonly GridPage[],
  tables: Readonly<Record<'small' | 'large' | 'huge', ServedRows>>,
  say: (line: string) => void,
): Promise<BenchResult> {
  const contenders: readonly Contender[] = [
    ...[ours, ...peers].map(grid => ({ grid, way: 'bytes' as const })),
    ...peers.map(grid => ({ grid, way: 'objects' as const })),
  ];
  say('First paint of 1,000 rows …');
  const paintedSmall = await paintInTurns(reader, contenders, tables.small, paintRounds);
  say('First paint of 100,000 rows …');
  const paintedLarge = await paintInTurns(reader, contenders, tables.large, paintRounds);
  say('Scrolling …');
  const scrolled = await scrollInTurns(reader, [ours, ...peers], tables.large, scrollRounds, scrollFrames);
  say('A million rows …');
  const last = await lastRows(reader, ours, tables.huge);
  const bytes = (value: number): Figure => ({ value, unit: 'bytes' });
  return {
    rows: [
      ...paintRows('1,000 rows', paintedSmall, 120, {}),
      ...paintRows('100,000 rows', paintedLarge, 200, shares),
      ...scrollRows(scrolled),
      reachRow('1,000,000 rows: last row seen after scrolling to the end', rowsFigure(last.byScrolling), huge.rows),
      reachRow('1,000,000 rows: last row seen after the key for it', rowsFigure(last.byKey), huge.rows),
      limitRow('script of the page before it draws, minified', bytes(ours.firstBytes), scriptLimit),
      informationRow('script of the page, with what is loaded when it is needed', bytes(ours.allBytes)),
    ],
    notes: notes(),
  };
}

const rowsFigure = (value: number): Figure => ({ value, unit: 'rows' });

/** @param bars by the peer's name, the share of its time that ours may take */
function paintRows(
  size: string,
  painted: readonly Painted[],
  goal: number,
  bars: Readonly<Record<string, number>>,
): readonly BenchRow[] {
  const [ours, ...others] = painted;
  if (ours === undefined) return [];
  const first = milliseconds(ours.firstMs);
  const all = milliseconds(ours.allMs);
  const compared = others.map(({ grid, way, firstMs }) => {
    const what = `${size}: first rows painted${way === 'objects' ? ', peer given ready-made objects' : ''}`;
    return ratioRow(what, first, grid.name, milliseconds(firstMs), way === 'bytes' ? bars[grid.name] : undefined);
  });
  const whole = others
    .filter(({ way }) => way === 'bytes')
    .map(({ grid, allMs }) => ratioRow(`${size}: last row on the screen`, all, grid.name, milliseconds(allMs)));
  return [
    goalRow(`${size}: first rows painted`, first, goal),
    ...compared,
    ...whole,
    informationRow(`${size}: longest task until all are there`, milliseconds(ours.longestTaskMs)),
  ];
}

function scrollRows(scrolled: readonly Scrolled[]): readonly BenchRow[] {
  const [ours, ...peers] = scrolled;
  if (ours === undefined) return [];
  const p95 = (intervals: readonly number[]): Figure => ({ value: quantile(intervals, 0.95), unit: 'ms' });
  const steps = '100,000 rows: 95 % of frames while scrolling';
  const jumps = '100,000 rows: 95 % of frames while jumping';
  return [
    goalRow(steps, p95(ours.steps), 18),
    ...peers.map(({ grid, steps: theirs }) => ratioRow(steps, p95(ours.steps), grid.name, p95(theirs))),
    informationRow(jumps, p95(ours.jumps)),
    ...peers.map(({ grid, jumps: theirs }) => ratioRow(jumps, p95(ours.jumps), grid.name, p95(theirs))),
    informationRow('100,000 rows: longest task while scrolling', milliseconds(ours.longestTaskMs)),
    limitRow('100,000 rows: elements on the page', { value: ours.elements, unit: 'elements' }, elementLimit),
  ];
}

function notes(): readonly string[] {
  const versions = Object.entries(peerVersions).map(([name, version]) => `${name} ${version}`);
  return [
    `The peers are ${versions.join(', ')}, each in the quickest set-up that its documentation has: rows of one height, drawn where they are seen, no further modules.`,
    'Every grid starts from the bytes of the same JSON rows, 20 columns, and every reading has a new page. Ours gets the first 200 rows first and the others in parts of 1 MB, as its host sends them; a peer gets all in one message, which it parses. Beside that stands a peer that is given rows parsed beforehand.',
    'Pages have the policy of our page, with a nonce for the style elements of SlickGrid and AG Grid, and with a default Trusted Types policy for Tabulator, which makes its cells from markup.',
    'First rows painted: from the first message to the frame that shows the first and the twentieth row. A longest task of 0 means that none was longer than 50 ms.',
    'The window is 1440 × 900 pixels. Scrolling moves by 120 pixels in each of 300 frames (100 in a peer), then to another place in each of a fifth as many; three pages of each grid.',
  ];
}
