import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Mocha from 'mocha';
import { recordResults } from './resultFile.ts';

/**
 * What VS Code runs in the extension host: every suite that was built beside this file. Which files those are is asked
 * of the folder, so that none can be forgotten. Rejects when a test failed, or when there was none.
 */
export async function run(): Promise<void> {
  const files = readdirSync(__dirname).filter(name => name.endsWith('.test.js'));
  // Stacks of failures then name lines of the sources.
  process.setSourceMapsEnabled(true);
  // The result file is the report.
  const reporter = Mocha.reporters.Base;
  const mocha = new Mocha({ ui: 'bdd', reporter, timeout: 30_000, forbidOnly: true, forbidPending: true });
  mocha.suite.emit('pre-require', globalThis, null as unknown as string, mocha);
  const load = createRequire(__filename);
  for (const name of files.sort()) load(join(__dirname, name));
  const failures = await new Promise<number>(resolve => recordResults(mocha.run(resolve)));
  if (failures > 0) throw new Error(`${failures} of the tests failed.`);
}
