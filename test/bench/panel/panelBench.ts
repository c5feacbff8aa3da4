import { startLevered } from '../../levered/server.ts';
import { projectRoot } from '../../project.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { runCommand } from '../../vscode/install/command.ts';
import { ensureServerBuild } from '../../vscode/install/serverBuild.ts';
import { makeSandbox } from '../../vscode/sandbox.ts';
import { VSCodeServer } from '../../vscode/server.ts';
import { waitFor } from '../../vscode/waitFor.ts';
import { VSCodeWindow } from '../../vscode/window.ts';
import { goalRow, informationRow, milliseconds, type Bench, type BenchRow } from '../bench.ts';
import { idOf, rowParts, wholeRows, type TableSize } from '../preview/sampleRows.ts';
import { timesOf, type PanelTimes } from './panelProbe.ts';
import { RowsService } from './rowsService.ts';

/** What is shown, and the milliseconds in which it should be. */
const sizes: readonly (readonly [TableSize, number])[] = [
  [{ rows: 1_000, columns: 20 }, 120],
  [{ rows: 100_000, columns: 20 }, 200],
];
const rounds = 7;
const patienceMs = 60_000;
const file = 'signup-conversion.levered.sql';

/** One reading, with when the answer was whole. */
interface Reading extends PanelTimes {
  readonly complete: number;
}

/** The preview panel in a real VS Code: from the answer's last byte to the rows on the screen. */
export const panelBench: Bench = {
  name: 'panel',
  title: 'The preview panel in VS Code',
  async run(say) {
    await runCommand(process.execPath, ['esbuild.mjs', '--minify'], { cwd: projectRoot, timeoutMs: 120_000 });
    const owned: AsyncDisposable[] = [];
    const own = <T extends AsyncDisposable>(part: T): T => {
      owned.unshift(part);
      return part;
    };
    try {
      const levered = own(await startLevered());
      const service = own(await RowsService.start(levered));
      const sandbox = own(await makeSandbox({ url: service.url, token: levered.token }));
      const build = await ensureServerBuild(say);
      const server = own(await VSCodeServer.start({ build, extension: projectRoot, settings: sandbox.settings }));
      const browser = own(await launchBrowser(say));
      const window = own(await VSCodeWindow.open({ browser, server, folder: sandbox.folder }));
      const rows: BenchRow[] = [];
      for (const [size, goal] of sizes) {
        say(`${size.rows.toLocaleString('en')} rows …`);
        rows.push(...rowsOf(size, await readings(window, service, size), goal));
      }
      return { rows, notes };
    } finally {
      for (const part of owned) await part[Symbol.asyncDispose]();
    }
  },
};

/** Each in a panel of its own, so that its page finds nothing warm. */
async function readings(window: VSCodeWindow, service: RowsService, size: TableSize): Promise<readonly Reading[]> {
  const answer = wholeRows(rowParts(size));
  const all: Reading[] = [];
  for (let round = 0; round < rounds; round++) {
    await window.openFile(file);
    await window.editors.waitForText('name: Signup Conversion');
    await window.editors.titleAction('Preview Rows');
    await waitFor('the request', patienceMs, () => service.isAsked || undefined);
    const root = window.webviews.only.locator('#preview[data-state="running"]');
    await root.waitFor({ timeout: patienceMs });
    const times = timesOf(window.webviews.only.locator('#preview'), idOf(0));
    await window.webviews.only.locator('#preview[data-is-watched]').waitFor();
    const complete = await service.answer(answer);
    all.push({ complete, ...(await times) });
    await window.editors.close('Preview: Signup Conversion');
  }
  return all;
}

function rowsOf({ rows, columns }: TableSize, readings: readonly Reading[], goal: number): readonly BenchRow[] {
  const size = `${rows.toLocaleString('en')} rows × ${columns}: response complete →`;
  const since = (at: keyof PanelTimes) => milliseconds(readings.map(reading => reading[at] - reading.complete));
  return [
    goalRow(`${size} first rows painted`, since('painted'), goal),
    informationRow(`${size} first rows at the page`, since('firstPart')),
    informationRow(`${size} last rows at the page`, since('lastPart')),
  ];
}

const notes = [
  `Medians of ${rounds}, each in a panel of its own that has shown for a moment that the query is running, in VS Code's server build with Chromium on the same machine.`,
  'A response is complete when the service has given its last byte to the connection. What the extension host has not read yet by then is part of the time, and so is what VS Code needs to carry the rows from the host to the page.',
  'Painted: the frame that shows the first row is on the screen.',
];
