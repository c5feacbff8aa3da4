// Writes what esbuild has split: the entry with all that it needs at once as one file, and what is loaded later as
// others. esbuild itself makes a file of whatever two parts share, however small, and splits ES modules alone, while VS
// Code loads an extension without a detour only as CommonJS.
import { build } from 'esbuild';
import { basename, join } from 'node:path';

/**
 * What CommonJS code is to call `require` while it is split: in ES modules esbuild makes a stand-in of it, which would be
 * there for good and could load anything.
 */
export const laterRequire = '__laterRequire';

/**
 * Writes the files of a split build.
 * @param split what esbuild gave for one entry, with `format: 'esm'`, `splitting`, a metafile and `write: false`
 * @param entry the file name of the entry, e.g. `extension.js`
 * @param options of esbuild's that hold for each file, with `outdir` and `format`
 */
export async function writeParts(split, entry, { outdir, ...options }) {
  const isEsm = options.format === 'esm';
  const textOf = text => (isEsm ? text : text.replaceAll(`${laterRequire}(`, 'require(')).trim();
  const texts = new Map(split.outputFiles.map(({ path, text }) => [basename(path), textOf(text)]));
  const outputs = new Map(Object.entries(split.metafile.outputs).map(([path, output]) => [basename(path), output]));
  const atOnce = [...reachable(entry, outputs)];
  const later = [...texts.keys()].filter(file => !atOnce.includes(file) && texts.get(file) !== '');
  const shared = later.filter(file => outputs.get(file).entryPoint === undefined);
  // Speaking names, the same in each build: the module's, or a number for what several have in common.
  const nameOf = file =>
    shared.includes(file)
      ? `shared-${shared.indexOf(file) + 1}.js`
      : later.includes(file)
        ? `${basename(outputs.get(file).entryPoint, '.ts')}.js`
        : file;
  const write = (file, contents, resolve) =>
    build({
      ...options,
      bundle: true,
      // Where there is no ES module, an `import()` becomes a `require`.
      supported: { 'dynamic-import': isEsm },
      stdin: { contents, sourcefile: file },
      outfile: join(outdir, nameOf(file)),
      plugins: [partsResolvedBy(resolve, nameOf)],
    });

  const names = file =>
    file === entry ? [] : outputs.get(file).exports.map((name, at) => [name, `part${atOnce.indexOf(file)}_${at}`]);
  const whole = atOnce.map(file => {
    const own = names(file).map(([name, alias]) => `${name} as ${alias}`);
    return file === entry ? `export * from './${file}';` : `export { ${own.join(', ')} } from './${file}';`;
  });
  await write(entry, whole.join('\n'), file => (atOnce.includes(file) ? texts.get(file) : undefined));
  // What the entry has is taken from there: the same classes and the same memory, not a copy of them.
  const taken = file => {
    // Empty, or esbuild's own helpers, which have nothing that must be the same everywhere.
    if (Object.keys(outputs.get(file).inputs).length === 0) return texts.get(file);
    if (file === entry || !atOnce.includes(file)) return undefined;
    return `export { ${names(file)
      .map(([name, alias]) => `${alias} as ${name}`)
      .join(', ')} } from './${entry}';`;
  };
  for (const file of later) await write(file, texts.get(file), taken);
}

/** The file and all that it imports other than by `import()`, near and far. */
function reachable(file, outputs, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { path, kind, external } of outputs.get(file)?.imports ?? [])
    if (kind === 'import-statement' && !external) reachable(basename(path), outputs, seen);
  return seen;
}

/** Takes the text of a part from `resolve`; a part that it has no text for stays a file of its own, by its name. */
function partsResolvedBy(resolve, nameOf) {
  return {
    name: 'parts',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^\.\// }, ({ path, kind }) => {
        const isInside = kind === 'import-statement' && resolve(basename(path)) !== undefined;
        return isInside
          ? { path: basename(path), namespace: 'parts' }
          : { path: `./${nameOf(basename(path))}`, external: true };
      });
      // A part that takes from the entry leaves it the file that it is.
      onLoad({ filter: /.*/, namespace: 'parts' }, ({ path }) => ({ contents: resolve(path) }));
    },
  };
}
