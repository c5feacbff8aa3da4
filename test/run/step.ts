import type { StepResult } from './summary.ts';

/** A step that was run, and what it came to. */
export type StepOutcome = StepResult & { readonly title: string };

/** A part of the whole test run. */
export interface Step {
  readonly title: string;
  /** Does it and prints its details. What it throws counts as one failure. */
  readonly run: () => Promise<StepResult>;
}

/** Runs all steps in their order, whatever fails, with a heading and the time of each. */
export async function runSteps(steps: readonly Step[]): Promise<StepOutcome[]> {
  const results: StepOutcome[] = [];
  for (const { title, run } of steps) {
    console.log(`\n── ${title} ──`);
    const start = performance.now();
    const result = await run().catch((error: unknown): StepResult => {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      console.log(why);
      return { passed: 0, failed: 1, failures: [why] };
    });
    results.push({ title, ...result });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`── ${title}: ${result.passed} passed, ${result.failed} failed, ${seconds} s`);
  }
  return results;
}
