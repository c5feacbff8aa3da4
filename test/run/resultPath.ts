import { projectPath } from '../project.ts';

/** Where the reports of test runs are kept until the next run of the same name; a build leaves them alone. */
export function resultPath(...segments: string[]): string {
  return projectPath('out', 'results', ...segments);
}

/** The report of the suites in the extension host, a line of JSON for each record. */
export const suiteReport = 'suites.jsonl';
