// Builds what ships into dist/ and, with --all, what only development needs into out/.
//   node esbuild.mjs [--all] [--minify] [--watch]
import { context } from 'esbuild';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { noticesOf } from './notices.mjs';

const has = flag => process.argv.includes(flag);
const production = has('--minify');

/** What both kinds of output share. */
const shared = { bundle: true, logLevel: 'warning', legalComments: 'none' };
const shipped = { ...shared, minify: production, sourcemap: !production, metafile: true };
const development = { ...shared, platform: 'node', packages: 'external', sourcemap: 'inline' };

/** What is loaded when it is first needed, and has a file of its own for that: its import becomes a `require`. */
const loadedLate = {
  name: 'loaded-late',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/sqlPrinter\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './sqlPrinter.js', external: true } : undefined,
    ),
};

const ships = [
  {
    ...shipped,
    entryPoints: { extension: 'src/extension.ts', sqlPrinter: 'src/editor/sqlPrinter.ts' },
    outdir: 'dist',
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    // The ES module build of a package, where there is one, can be shaken.
    mainFields: ['module', 'main'],
    // The same code as ES modules, of which a fifth is not needed.
    alias: { yaml: './node_modules/yaml/browser/dist/index.js' },
    plugins: [loadedLate],
    supported: { 'dynamic-import': false },
  },
  {
    ...shipped,
    entryPoints: { preview: 'src/webview/main.ts', 'preview-style': 'media/preview.css' },
    outdir: 'dist/webview',
    platform: 'browser',
    // What a person asks for is in files of their own, and loaded when it is asked for.
    format: 'esm',
    splitting: true,
    chunkNames: 'preview-[name]-[hash]',
    target: 'chrome134',
    sourcemap: false,
  },
];

const develops = [
  {
    ...development,
    entryPoints: {
      levered: 'test/levered/main.ts',
      start: 'test/vscode/start.ts',
      launcher: 'test/vscode/launcher.ts',
      test: 'test/run.ts',
      safety: 'test/safety/matrix/run.ts',
    },
    outdir: 'out',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    target: 'node20',
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...development,
    // By pattern, so that no suite can be forgotten: what is built here is what runs in VS Code.
    entryPoints: ['test/vscode/suites/index.ts', 'test/vscode/suites/*.test.ts'],
    outdir: 'out/suites',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
  },
];

/** What is in out/, but for the reports of test runs. */
async function built() {
  const names = await readdir('out').catch(() => []);
  return names.filter(name => name !== 'results').map(name => `out/${name}`);
}

if (!has('--watch'))
  await Promise.all(['dist', ...(has('--all') ? await built() : [])].map(d => rm(d, { recursive: true, force: true })));
const metafiles = [];
for (const options of has('--all') ? [...ships, ...develops] : ships) {
  const build = await context(options);
  if (has('--watch')) {
    await build.watch();
  } else {
    const { metafile } = await build.rebuild();
    if (metafile) metafiles.push(metafile);
    await build.dispose();
  }
}
if (!has('--watch')) {
  await writeFile('dist/THIRD-PARTY-NOTICES.txt', await noticesOf(metafiles));
  // What is in the bundles, for the tests; it does not ship.
  await writeFile('dist/metafiles.json', JSON.stringify(metafiles));
}
