import { build, type Plugin } from 'esbuild';
import type { PreviewWords } from '../../../src/core/preview/words/previewWords.ts';
import { projectPath } from '../../project.ts';

/** Stands where VS Code would be: the words are wanted in English, as the source has them, and nothing else of it. */
const english: Plugin = {
  name: 'english',
  setup: plan => {
    plan.onResolve({ filter: /^vscode$/ }, () => ({ path: 'vscode', namespace: 'english' }));
    plan.onLoad({ filter: /^/, namespace: 'english' }, () => ({
      contents: 'export const l10n = { t: text => text };',
    }));
  },
};

/** The words that our host gives the page, so that a page with more to say is measured as it is. */
export async function pageWords(): Promise<PreviewWords> {
  const { outputFiles } = await build({
    entryPoints: [projectPath('src/preview/previewWords.ts')],
    plugins: [english],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  const script = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const host = (await import(`data:text/javascript;base64,${script}`)) as { previewWords(): PreviewWords };
  return host.previewWords();
}
