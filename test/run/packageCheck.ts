import { projectPath } from '../project.ts';
import { runCommand } from '../vscode/install/command.ts';
import type { StepResult } from './summary.ts';

/** What may be in the extension's package, and nothing else (T30). */
export const shipped = [
  /^(package\.json|package\.nls(\.[a-z-]+)?\.json|language-configuration\.json)$/,
  /^(README|CHANGELOG)\.md$/i,
  /^LICENSE(\.txt)?$/i,
  /^dist\/(extension|documentParser|languageFeatures|makeClient|previewPart|sqlPrinter|syncFlows|shared-\d+)\.js$/,
  /^dist\/THIRD-PARTY-NOTICES\.txt$/,
  /^dist\/webview\/[\w-]+\.(js|css)$/,
  /^media\/[\w-]+\.svg$/,
  /^(syntaxes|snippets)\/[\w.-]+\.json$/,
];
export const needed = [
  'package.json',
  'README.md',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/extension.js',
  'dist/webview/preview.js',
];

/** Asks vsce what it would pack. Counts as one check. */
export async function checkPackage(): Promise<StepResult> {
  const listed = await runCommand('npx', ['vsce', 'ls', '--no-dependencies'], {
    cwd: projectPath(),
    timeoutMs: 60_000,
  });
  const files = listed.split('\n').filter(line => line !== '');
  const foreign = files.filter(file => !shipped.some(pattern => pattern.test(file)));
  const missing = needed.filter(file => !files.includes(file));
  for (const file of foreign) console.log(`${file} would be packed, and does not ship. Leave it out in .vscodeignore.`);
  for (const file of missing) console.log(`${file} would not be packed. Build it, or let it in in .vscodeignore.`);
  console.log(`${files.length} files would be packed.`);
  return foreign.length + missing.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
