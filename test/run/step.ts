import type { StepResult } from './summary.ts';

/** A part of the whole test run. */
export interface Step {
  readonly title: string;
  /** Does it and prints its details. What it throws counts as one failure. */
  readonly run: () => Promise<StepResult>;
}

/** Runs all steps in their order, whatever fails, with a heading and the time of each. */
export async function runSteps(steps: readonly Step[]): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const { title, run } of steps) {
    console.log(`\n── ${title} ──`);
    const start = performance.now();
    const result = await run().catch((error: unknown): StepResult => {
      console.log(error instanceof Error ? (error.stack ?? error.message) : error);
      return { passed: 0, failed: 1 };
    });
    results.push(result);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`── ${title}: ${result.passed} passed, ${result.failed} failed, ${seconds} s`);
  }
  return results;
}
