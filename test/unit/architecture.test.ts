import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts'))
  .map(path => `src/${path}`);
const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .map(path => `test/${path}`);

/** What a file imports: paths from the project's root for its own files, names for packages. */
function importsOf(path: string): readonly string[] {
  const text = readFileSync(join(root, path), 'utf8');
  const statements = text.matchAll(
    /^\s*(?:import|export)\b[^'"]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|^\s*import\s+'([^']+)'/gm,
  );
  return [...statements].map(([, from, dynamic, bare]) => {
    const name = from ?? dynamic ?? bare ?? '';
    return name.startsWith('.') ? normalize(join(dirname(path), name)) : name;
  });
}

/** The imports of all files below `place` that `isAllowed` does not allow, as `file → import`. */
function breaches(place: string, isAllowed: (imported: string) => boolean): readonly string[] {
  return sources
    .filter(path => path.startsWith(place))
    .flatMap(path =>
      importsOf(path)
        .filter(imported => !isAllowed(imported))
        .map(imported => `${path} → ${imported}`),
    );
}

describe('The direction of imports', () => {
  it('sees the imports that it judges', () => {
    expect(sources.length).toBeGreaterThan(60);
    expect(importsOf('src/extension.ts')).toContain('src/catalog/catalog.ts');
    expect(importsOf('src/session/clientFactory.ts')).toContain('src/api/client.ts');
  });

  it('lets core import core, the YAML parser and the line comparison alone', () => {
    const packages = ['yaml', 'node-diff3'];
    const isAllowed = (imported: string): boolean => imported.startsWith('src/core/') || packages.includes(imported);
    expect(breaches('src/core/', isAllowed)).toEqual([]);
  });

  it('lets the client import core, and neither vscode nor the shell', () => {
    const packages = /^(undici(\/lib\/.+)?|valibot|node:.+)$/;
    const isAllowed = (imported: string): boolean =>
      imported.startsWith('src/api/') || imported.startsWith('src/core/') || packages.test(imported);
    expect(breaches('src/api/', isAllowed)).toEqual([]);
  });

  it("lets the preview page import the preview's part of core and nothing else", () => {
    const isAllowed = (imported: string): boolean =>
      imported.startsWith('src/webview/') || imported.startsWith('src/core/preview/');
    expect(breaches('src/webview/', isAllowed)).toEqual([]);
  });

  it('lets nobody import the composition or the page', () => {
    const isPrivate = (imported: string): boolean =>
      imported === 'src/extension.ts' || imported.startsWith('src/webview/');
    const shell = sources.filter(path => !path.startsWith('src/webview/'));
    expect(shell.filter(path => importsOf(path).some(isPrivate))).toEqual([]);
  });

  it('keeps the local Levered apart from what it tests', () => {
    const own = tests.filter(path => path.startsWith('test/levered/'));
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter(path => importsOf(path).some(imported => imported.startsWith('src/')))).toEqual([]);
  });

  it('has no cycles', () => {
    expect(cycles()).toEqual([]);
  });

  it('names every import of a file with its ending, so that this test sees them all', () => {
    const odd = [...sources, ...tests].flatMap(path =>
      importsOf(path)
        .filter(imported => /^(src|test)\//.test(imported) && !/\.(ts|json)$/.test(imported))
        .map(imported => `${path} → ${imported}`),
    );
    expect(odd).toEqual([]);
  });
});

/** Each cycle once, as the files on it. */
function cycles(): readonly string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) found.push([...trail.slice(at), path].map(each => relative('src', each)).join(' → '));
    if (at >= 0 || done.has(path)) return;
    for (const next of importsOf(path).filter(imported => sources.includes(imported))) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of sources) visit(path, []);
  return found;
}
