import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The project's own folder. Everything here is started by an npm script or by vitest, whose working directory is that
 * folder; a bundle in `out/` and its source in `test/` then agree on it.
 */
export const projectRoot = process.cwd();

if (!existsSync(join(projectRoot, 'esbuild.mjs'))) {
  throw new Error(`${projectRoot} is not the project's folder. Start this through an npm script, e.g. npm test.`);
}

/** An absolute path inside the project. */
export function projectPath(...segments: string[]): string {
  return join(projectRoot, ...segments);
}
