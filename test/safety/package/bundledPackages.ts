import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** The text of its licence, as it lies in the package. */
  readonly licence: string;
}

interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

/** The packages of which the built project has code in its bundles, by esbuild's own account of them, by name. */
export async function bundledPackages(folder: string): Promise<readonly BundledPackage[]> {
  const metafiles = JSON.parse(await readFile(join(folder, 'dist', 'metafiles.json'), 'utf8')) as readonly Metafile[];
  const names = new Set<string>();
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        const [behind = ''] = path.split('node_modules/').slice(1).reverse();
        if (bytesInOutput > 0 && behind !== '') names.add(behind.split('/', behind.startsWith('@') ? 2 : 1).join('/'));
      }
    }
  }
  return Promise.all([...names].sort().map(name => read(join(folder, 'node_modules', name))));
}

async function read(folder: string): Promise<BundledPackage> {
  const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Omit<
    BundledPackage,
    'licence'
  >;
  const file = (await readdir(folder)).find(each => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} has no licence.`);
  const licence = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n').trim();
  return { name, version, licence };
}
