import { basename } from 'node:path';
import { build } from 'esbuild';
import { projectPath, projectRoot } from '../../project.ts';

/** A page with one grid. */
export interface GridPage {
  readonly name: 'ours' | 'SlickGrid' | 'Tabulator' | 'AG Grid';
  /** Path → script; the page loads the one that has its own path, and that one loads the others. */
  readonly scripts: ReadonlyMap<string, string>;
  /** How much script is loaded before anything is drawn, and how much there is. */
  readonly firstBytes: number;
  readonly allBytes: number;
  readonly style: string;
  /** What it needs beyond the policy of our page, as words for `style-src`. */
  readonly styleSources: string;
  /** The element that scrolls down. */
  readonly scroller: string;
}

const shared = {
  bundle: true,
  minify: true,
  write: false,
  target: 'chrome134',
  legalComments: 'none',
} as const;

/** One file with all that it imports. */
export async function bundled(path: string, modules?: string): Promise<string> {
  const { outputFiles } = await build({
    ...shared,
    format: 'iife',
    entryPoints: [path],
    nodePaths: modules === undefined ? [] : [modules],
  });
  return outputFiles[0]?.text ?? '';
}

/** Our page as it ships: see esbuild.mjs. */
export async function ourPage(): Promise<GridPage> {
  const { outputFiles, metafile } = await build({
    ...shared,
    absWorkingDir: projectRoot,
    entryPoints: ['src/webview/main.ts'],
    outdir: 'dist/webview',
    entryNames: 'ours',
    chunkNames: 'preview-[name]-[hash]',
    format: 'esm',
    splitting: true,
    metafile: true,
  });
  const first = new Set(['dist/webview/ours.js']);
  for (const path of first) {
    for (const { path: imported, kind } of metafile.outputs[path]?.imports ?? []) {
      if (kind === 'import-statement') first.add(imported);
    }
  }
  const size = (paths: readonly string[]): number =>
    paths.reduce((sum, path) => sum + metafile.outputs[path]!.bytes, 0);
  return {
    name: 'ours',
    scripts: new Map(outputFiles.map(({ path, text }) => [`/${basename(path)}`, text])),
    firstBytes: size([...first]),
    allBytes: size(Object.keys(metafile.outputs)),
    style: await bundled(projectPath('media/preview.css')),
    styleSources: '',
    scroller: '.grid',
  };
}

/** The peers' pages, from the `node_modules` folder that has the peers. */
export async function peerPages(modules: string): Promise<readonly GridPage[]> {
  const page = async (name: GridPage['name'], file: string): Promise<Pick<GridPage, 'name' | 'scripts' | BytesOf>> => {
    const script = await bundled(projectPath('test/bench/preview/page', file), modules);
    const bytes = Buffer.byteLength(script);
    return { name, scripts: new Map([[`${pathOf(name)}.js`, script]]), firstBytes: bytes, allBytes: bytes };
  };
  const peerStyle = 'html, body, #preview { height: 100%; margin: 0; }\n';
  return [
    {
      ...(await page('SlickGrid', 'slickgrid.ts')),
      style: peerStyle + (await bundled(`${modules}/slickgrid/dist/styles/css/slick.grid.css`)),
      // It measures rows and columns by a style element of its own.
      styleSources: " 'nonce-abc'",
      scroller: '.slick-viewport-top.slick-viewport-left',
    },
    {
      ...(await page('Tabulator', 'tabulator.ts')),
      style: peerStyle + (await bundled(`${modules}/tabulator-tables/dist/css/tabulator.min.css`)),
      styleSources: '',
      scroller: '.tabulator-tableholder',
    },
    {
      ...(await page('AG Grid', 'agGrid.ts')),
      style: peerStyle,
      // Its theme is a style element.
      styleSources: " 'nonce-abc'",
      scroller: '.ag-grid-viewport',
    },
  ];
}

type BytesOf = 'firstBytes' | 'allBytes';

/** Where a page is; its style and its first script have the same path with their endings. */
export function pathOf(name: GridPage['name']): string {
  return `/${name.toLowerCase().replace(' ', '-')}`;
}
