// The licences of what esbuild put into the bundles, as one text that ships beside them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const licenceFile = /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i;

/** The folders of the packages of which at least one byte is in an output, each once. */
function bundledPackages(metafiles) {
  const folders = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter(folder => folder !== undefined);
  return [...new Set(folders)];
}

/** @throws Error when a package has no licence text of its own: then it must not ship */
export async function noticesOf(metafiles) {
  const parts = [];
  for (const folder of bundledPackages(metafiles)) {
    const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const files = (await readdir(folder)).filter(file => licenceFile.test(file)).sort();
    if (files.length === 0) throw new Error(`${name} ${version} has no licence file, and cannot ship.`);
    const texts = await Promise.all(files.map(file => readFile(join(folder, file), 'utf8')));
    const lines = texts.map(text => text.replaceAll('\r\n', '\n').trim());
    parts.push([`${name} ${version} (${license})`, ...lines].join('\n\n'));
  }
  const head = 'Levered for VS Code contains parts of these packages, under these licences.';
  return `${[head, ...parts.sort()].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
