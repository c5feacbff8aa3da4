import { mkdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { resultPath } from './resultPath.ts';
import type { StepOutcome } from './step.ts';

function reportOf(name: string): string {
  return resultPath(`steps-${name}.json`);
}

/** Runs the steps and leaves what they came to under this name, for a closing look at several runs. */
export async function keepOutcomes(name: string, run: () => Promise<StepOutcome[]>): Promise<readonly StepOutcome[]> {
  mkdirSync(resultPath(), { recursive: true });
  await rm(reportOf(name), { force: true });
  const outcomes = await run();
  await writeFile(reportOf(name), JSON.stringify(outcomes));
  return outcomes;
}

/** What the last runs of these names came to, in this order. A run that left nothing did not end: a failure. */
export async function keptOutcomes(names: readonly string[]): Promise<readonly StepOutcome[]> {
  const each = await Promise.all(
    names.map(async name => {
      try {
        return JSON.parse(await readFile(reportOf(name), 'utf8')) as StepOutcome[];
      } catch (error) {
        return [
          { title: `The run “${name}”`, passed: 0, failed: 1, failures: [`It left no outcome: ${String(error)}`] },
        ];
      }
    }),
  );
  return each.flat();
}
