import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../project.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { runCommand } from '../../vscode/install/command.ts';
import { ensureServerBuild } from '../../vscode/install/serverBuild.ts';
import { VSCodeServer } from '../../vscode/server.ts';
import { VSCodeWindow } from '../../vscode/window.ts';
import { informationRow, limitRow, milliseconds, ratioRow, type Bench, type Figure } from '../bench.ts';
import { mergeConflictCopy, peerCommand, peerId } from './mergeConflictCopy.ts';
import { activationsOf, type Activation } from './startupPerformance.ts';
import { untilQuiet } from './quiet.ts';

const rounds = 9;
const ownId = 'levered.levered';
const ownCommand = 'Levered: Show Log';

/** What it costs to activate the extension, and that it is not activated where nobody needs it. */
export const activationBench: Bench = {
  name: 'activation',
  title: 'Activation',
  async run(say) {
    await runCommand(process.execPath, ['esbuild.mjs', '--minify'], { cwd: projectRoot, timeoutMs: 120_000 });
    const build = await ensureServerBuild(say);
    const home = await mkdtemp(join(tmpdir(), 'levered-activation-'));
    try {
      const peer = await mergeConflictCopy(build, join(home, 'peer'));
      await using server = await VSCodeServer.start({ build, extension: projectRoot, others: [peer] });
      const browser = await launchBrowser(say);
      try {
        const activatedBy = async (command: string | undefined): Promise<readonly Activation[]> => {
          await using window = await VSCodeWindow.open({ browser, server, folder: home });
          await untilQuiet(server.processId);
          if (command !== undefined) await window.runCommand(command);
          await untilQuiet(server.processId);
          return await activationsOf(window);
        };
        const own: Activation[] = [];
        const theirs: Activation[] = [];
        let unasked = 0;
        for (let round = 0; round < rounds; round++) {
          const pairs = [
            [own, ownId, ownCommand],
            [theirs, peerId, peerCommand],
          ] as const;
          for (const [readings, id, command] of round % 2 === 0 ? pairs : pairs.toReversed()) {
            const found = (await activatedBy(command)).find(each => each.extension.toLowerCase() === id);
            if (found === undefined) throw new Error(`“${command}” did not activate ${id}.`);
            readings.push(found);
          }
          unasked += (await activatedBy(undefined)).filter(each => each.extension.toLowerCase() === ownId).length;
          say(`round ${round + 1}: ours ${line(own.at(-1))}, merge-conflict ${line(theirs.at(-1))}`);
        }
        const whole = (each: Activation): number => each.loadMs + each.callMs + each.finishMs;
        const times = (readings: readonly Activation[], of: (each: Activation) => number): Figure =>
          milliseconds(readings.map(of));
        const name = 'merge-conflict';
        return {
          rows: [
            ratioRow('activation: load, call and finish', times(own, whole), name, times(theirs, whole), 1),
            informationRow(
              '… its code loaded',
              times(own, each => each.loadMs),
            ),
            informationRow(
              '… activate called',
              times(own, each => each.callMs),
            ),
            informationRow(
              '… and finished',
              times(own, each => each.finishMs),
            ),
            limitRow(`activations in ${rounds} windows without Levered files`, { value: unasked, unit: 'times' }, 0),
          ],
          notes,
        };
      } finally {
        await browser.close();
      }
    } finally {
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  },
};

function line(each: Activation | undefined): string {
  return each === undefined ? '?' : `${each.loadMs} + ${each.callMs} + ${each.finishMs} ms`;
}

const notes = [
  `Medians of ${rounds} windows each, in turns: VS Code's own Startup Performance report, after one command had activated the extension in a window in which nothing else went on.`,
  "The peer is a copy of VS Code's built-in merge-conflict under another id, which ships minified and registers five providers and eight commands.",
];
