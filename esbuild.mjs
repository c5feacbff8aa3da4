// Builds what ships into dist/ and, with --all, what only development needs into out/.
//   node esbuild.mjs [--all] [--minify] [--watch]
import { context } from 'esbuild';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { noticesOf } from './notices.mjs';
import { laterRequire, writeParts } from './parts.mjs';

const has = flag => process.argv.includes(flag);
const production = has('--minify');

/** What both kinds of output share. */
const shared = { bundle: true, logLevel: 'warning', legalComments: 'none' };
const development = { ...shared, platform: 'node', packages: 'external', sourcemap: 'inline' };

/**
 * Takes `vscode` as the object that it is. For `import * as` esbuild copies an object property by property, for every
 * file that imports it: with the hundreds of names of VS Code's API that took most of the time of loading.
 */
const vscodeAsItIs = {
  name: 'vscode-as-it-is',
  setup: ({ onLoad, onResolve }) => {
    onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return {
        contents: text.replace("import * as vscode from 'vscode';", "import { vscode } from 'once:vscode';"),
        loader: 'ts',
      };
    });
    onResolve({ filter: /^once:/ }, ({ path }) => ({ path, namespace: 'once' }));
    onLoad({ filter: /.*/, namespace: 'once' }, () => ({ contents: "export { default as vscode } from 'vscode';" }));
  },
};

/** Builds one entry, and as parts of their own what is loaded when it is asked for. `format` is that of the files. */
function inParts({ entry, entryPoints, format, plugins = [], ...options }) {
  const each = { ...shared, minify: production, sourcemap: production ? false : 'inline', ...options };
  const written = {
    name: 'written-in-parts',
    setup: ({ onEnd }) =>
      onEnd(async result => {
        if (result.errors.length === 0) await writeParts(result, entry, { ...each, format });
      }),
  };
  const split = {
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    write: false,
    metafile: true,
  };
  return { ...each, ...split, entryPoints, plugins: [...plugins, written] };
}

/** A package's own `require` of a part of Node, under a name that splitting leaves alone: `writeParts` puts it back. */
const nodeRequired = {
  name: 'node-required',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/node_modules\/undici\/.*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: text.replace(/\brequire\((?=['"]node:)/g, `${laterRequire}(`) };
    }),
};

const ships = [
  inParts({
    entry: 'extension.js',
    format: 'cjs',
    entryPoints: { extension: 'src/extension.ts' },
    outdir: 'dist',
    platform: 'node',
    target: 'node22',
    external: ['vscode'],
    // The ES module build of a package, where there is one, can be shaken.
    mainFields: ['module', 'main'],
    // The same code as ES modules, of which a fifth is not needed.
    alias: { yaml: './node_modules/yaml/browser/dist/index.js' },
    plugins: [vscodeAsItIs, nodeRequired],
  }),
  inParts({
    entry: 'preview.js',
    format: 'esm',
    entryPoints: { preview: 'src/webview/main.ts' },
    outdir: 'dist/webview',
    platform: 'browser',
    target: 'chrome134',
    sourcemap: false,
  }),
  {
    ...shared,
    entryPoints: { 'preview-style': 'media/preview.css' },
    outdir: 'dist/webview',
    minify: production,
    target: 'chrome134',
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
