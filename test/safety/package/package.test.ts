import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectPath } from '../../project.ts';
import { needed, shipped } from '../../run/packageCheck.ts';
import { makeFolder } from '../../unit/temporaryFolder.ts';
import { packIn } from '../builtProject.ts';
import { bundledPackages } from './bundledPackages.ts';
import { hostsIn } from './hosts.ts';
import { breachesIn } from './scriptRules.ts';
import { unzip } from './zip.ts';

interface Packed {
  readonly folder: string;
  readonly archive: Buffer;
}

/** What vsce adds of its own. */
const wrapping = ['[Content_Types].xml', 'extension.vsixmanifest'];

let remove: () => Promise<void>;
let one: Packed;
let another: Packed;
/** Path inside the extension → bytes. */
let files: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  const made = await makeFolder();
  ({ remove } = made);
  const pack = async (folder: string, TZ: string): Promise<Packed> => {
    const archive = await packIn(folder, { SOURCE_DATE_EPOCH: '1700000000', TZ });
    return { folder, archive };
  };
  one = await pack(join(made.folder, 'one'), 'UTC');
  another = await pack(join(made.folder, 'another', 'folder'), 'Pacific/Kiritimati');
  const entries = [...unzip(one.archive)].filter(([path]) => !wrapping.includes(path));
  files = new Map(entries.map(([path, bytes]) => [path.replace(/^extension\//, ''), bytes]));
});

afterAll(() => remove());

const scripts = (): readonly (readonly [string, string])[] =>
  [...files].filter(([path]) => /\.[cm]?js$/.test(path)).map(([path, bytes]) => [path, bytes.toString()]);

describe('The package', () => {
  test('is the same byte for byte when it is built twice, in two folders and two time zones (T30)', () => {
    expect(one.archive.length).toBeGreaterThan(100_000);
    expect(one.archive.equals(another.archive)).toBe(true);
    console.log(`T30 two builds: ${one.archive.length} bytes, equal`);
  });

  test('holds what ships and nothing else (T30)', () => {
    const paths = [...files.keys()];
    expect(paths.filter(path => !shipped.some(pattern => pattern.test(path)))).toEqual([]);
    const present = new Set(paths.map(path => path.toLowerCase()));
    expect(needed.filter(path => !present.has(path.toLowerCase()))).toEqual([]);
    console.log(`T30 file list: ${paths.length} files, each on the allow-list`);
  });

  test('has no source map, no native module and no archive in it, by name and by first bytes (T30)', () => {
    const binary = ['7f454c46', '4d5a', 'cffaedfe', 'cafebabe', '0061736d', '504b', '1f8b'];
    const odd = [...files].filter(
      ([path, bytes]) =>
        /\.(?:map|node|wasm|so|dll|exe|dylib|zip|tgz|ts)$/i.test(path) ||
        binary.some(mark => bytes.toString('hex', 0, 4).startsWith(mark)),
    );
    expect(odd.map(([path]) => path)).toEqual([]);
  });

  test('no script makes code of text, starts a process or a thread, listens, or loads what is not its own (T30, T24)', () => {
    const found = scripts().flatMap(([path, text]) => {
      const isPage = path.startsWith('dist/webview/');
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      const own = new Set(scripts().map(([other]) => other.replace(folder, './')));
      return breachesIn(text, { isPage, own }).map(what => `${path}: ${what}`);
    });
    expect(scripts().length).toBeGreaterThan(3);
    expect(found).toEqual([]);
    console.log(`T30 scripts: ${scripts().length} read by a parser, none runs text, starts a process, or listens`);
  });

  test('names no host but the known ones (T30)', () => {
    const unknown = [...files].flatMap(([path, bytes]) => hostsIn(path, bytes.toString()));
    expect(unknown).toEqual([]);
  });

  test('sends requests from one place alone, so that nothing else can report or update (T30)', () => {
    const text = scripts()
      .filter(([path]) => !path.startsWith('dist/webview/'))
      .map(([, each]) => each)
      .join('\n');
    // The name of the fetch of the host, wherever it is asked for.
    expect(text.match(/globalThis\.fetch\b|(?<![\w$.'"-])fetch\(/g)).toEqual(['globalThis.fetch']);
  });

  test('tells the licence of every package that is in a bundle, word by word (T30)', async () => {
    const notices = files.get('dist/THIRD-PARTY-NOTICES.txt')?.toString() ?? '';
    const packages = await bundledPackages(one.folder);
    const { dependencies } = JSON.parse(await readFile(projectPath('package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    // sql-formatter's parser brings the reader of its grammar with it.
    expect(packages.map(({ name }) => name)).toEqual([...Object.keys(dependencies), 'nearley'].sort());
    const silent = packages.filter(
      ({ name, version, licence }) => !notices.includes(`${name} ${version} (`) || !notices.includes(licence),
    );
    expect(silent).toEqual([]);
    expect(packages.filter(({ licence }) => !/permission|licen[cs]e/i.test(licence))).toEqual([]);
    console.log(`T30 licences: ${packages.map(({ name, version }) => `${name} ${version}`).join(', ')}`);
  });

  test('is built from packages of one exact version and content each (T30)', async () => {
    const lock = JSON.parse(await readFile(projectPath('package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
    const { '': root, ...locked } = lock.packages;
    const asked = { ...(root?.['dependencies'] as object), ...(root?.['devDependencies'] as object) };
    expect(Object.entries(asked).filter(([, version]) => !/^\d+\.\d+\.\d+[\w.-]*$/.test(String(version)))).toEqual([]);
    expect(Object.entries(locked).filter(([, { integrity }]) => !String(integrity).startsWith('sha512-'))).toEqual([]);
  });
});
