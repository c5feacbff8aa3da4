import { readFile } from 'node:fs/promises';
import { build, type OutputFile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectPath } from '../../project.ts';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: Readonly<Record<string, unknown>> };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
  };
}

/** What the manifest and the bundled code do not have, so that nothing of it can go wrong. */
let manifest: Manifest;
let code: string;
/** Modules of Node and of VS Code that the bundle asks for. */
let modules: readonly string[];

beforeAll(async () => {
  manifest = JSON.parse(await readFile(projectPath('package.json'), 'utf8')) as Manifest;
  const { outputFiles, metafile } = await build({
    entryPoints: [projectPath('src', 'extension.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['vscode'],
    legalComments: 'none',
    metafile: true,
    write: false,
    outdir: 'nowhere',
  });
  code = outputFiles.map(({ text }: OutputFile) => text).join('\n');
  const imports = Object.values(metafile.outputs).flatMap(output => output.imports);
  modules = [...new Set(imports.map(({ path }) => path.replace(/^node:/, '')))].sort();
}, 60_000);

describe('The settings', () => {
  /** How a repository's files look and where they lie; nothing of it decides what is sent, or where to. */
  const ofResources = ['codeLens', 'folder', 'idHovers', 'inlayHints', 'problems'];

  it('that a workspace may bring, dotted or nested, trusted or not, say nothing of hosts, tokens or previews (T1, T2)', () => {
    const open = Object.entries(manifest.contributes.configuration.properties)
      .filter(([, { scope }]) => scope !== 'application')
      .map(([key, { scope }]) => `${key} ${scope ?? 'window'}`);
    expect(open.sort()).toEqual(ofResources.map(key => `levered.${key} resource`));
  });

  it('do not rest on what Restricted Mode leaves out of a workspace (T2)', () => {
    const { untrustedWorkspaces } = manifest.capabilities;
    expect(untrustedWorkspaces['supported']).toBe('limited');
    expect(Object.keys(untrustedWorkspaces)).not.toContain('restrictedConfigurations');
  });
});

describe('The extension', () => {
  it('starts neither with the window nor by a link (T8, T23)', () => {
    expect([...manifest.activationEvents].sort()).toEqual(['onFileSystem:levered', 'onWebviewPanel:levered.preview']);
    expect(code).toContain('registerFileSystemProvider');
    expect(code).not.toMatch(/registerUriHandler|handleUri|asExternalUri/);
  });

  it('listens at no port, and starts no process that could (T24)', () => {
    // undici asks `http` for the class of its messages, which serves nothing: that one is there.
    const listening = ['child_process', 'cluster', 'dgram', 'http2', 'https', 'inspector', 'tls', 'worker_threads'];
    expect(modules).toContain('vscode');
    expect(modules.filter(each => listening.includes(each))).toEqual([]);
    expect(code).not.toMatch(/\bcreateServer\b|\.listen\(/);
  });

  it('makes no report for others of what it knows: there is no such command (T36)', () => {
    const titles = manifest.contributes.commands.map(({ command, title }) => `${command} ${title}`);
    expect(titles.length).toBeGreaterThan(20);
    expect(titles.filter(text => /diagnos|report|support|issue|bundle/i.test(text))).toEqual([]);
  });
});
