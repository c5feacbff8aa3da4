import { execFile } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { makePipe } from '../../pipe.ts';
import { type Bait, hostileDefinitions } from './hostileDefinitions.ts';
import { hostileSettings } from './hostileSettings.ts';

/** A workspace that somebody may clone and open. */
export interface HostileFolder {
  readonly folder: string;
  /** The definition that the person looks at: with it, the extension starts. */
  readonly file: string;
  /** What it is made of: for the message of a failed test. */
  readonly kinds: readonly string[];
}

interface Site extends Bait {
  readonly folder: string;
}

/** A command that leaves a file behind in the workspace, if anything ever runs it. */
const trap = (site: Site): string => `touch '${site.folder}/PWNED'`;

const put = async (site: Site, path: string, content: string | Uint8Array, mode?: number): Promise<void> => {
  const place = join(site.folder, path);
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, content, { mode: mode ?? 0o644 });
};
const putJson = (site: Site, path: string, value: unknown): Promise<void> => put(site, path, JSON.stringify(value));
const link = async (site: Site, path: string, target: string): Promise<void> => {
  await mkdir(dirname(join(site.folder, path)), { recursive: true });
  await symlink(target, join(site.folder, path));
};

/** File names that mean something to a shell, a file system, a glob or a reader. */
const names = [
  ...[
    '..levered.sql',
    '.levered.sql',
    '..%2f..%2fx.levered.sql',
    '-rf.levered.sql',
    '$(id).levered.sql',
    '`id`.levered.sql',
  ],
  ...[
    'a\nb.levered.sql',
    '\u202elqs.levered.sql',
    'CON.levered.sql',
    '*.levered.sql',
    '{a,b}.levered.sql',
    '~.levered.sql',
  ],
  ...[
    'a;id.levered.sql',
    'a\\..\\b.levered.sql',
    '$(flame).levered.sql',
    '[x](command:x).levered.sql',
    ' .levered.sql',
  ],
  ...['\u00e9.levered.sql', 'e\u0301.levered.sql', `${'n'.repeat(240)}.levered.sql`, 'A.levered.sql', 'a.levered.sql'],
];

/** What may lie around the definitions. */
const surroundings: Readonly<Record<string, (site: Site) => Promise<void>>> = {
  'settings that are none': site => put(site, '.vscode/settings.json', `${'{"levered":'.repeat(5_000)}null`),
  'nested settings': site => putJson(site, '.vscode/settings.json', hostileSettings(site.evil, 'nested')),
  'dotted settings': site => putJson(site, '.vscode/settings.json', hostileSettings(site.evil, 'dotted')),
  'a task that starts with the folder': site =>
    putJson(site, '.vscode/tasks.json', {
      version: '2.0.0',
      tasks: [{ label: 'build', type: 'shell', command: trap(site), runOptions: { runOn: 'folderOpen' } }],
    }),
  'a launch configuration': site =>
    putJson(site, '.vscode/launch.json', {
      version: '0.2.0',
      configurations: [
        { name: 'x', type: 'node', request: 'launch', program: 'x.js', envFile: '.env', preLaunchTask: 'build' },
      ],
    }),
  'extensions to install': site =>
    putJson(site, '.vscode/extensions.json', {
      recommendations: ['evil.evil'],
      unwantedRecommendations: ['levered.levered'],
    }),
  'an extension of the workspace': async site => {
    await putJson(site, '.vscode/extensions/evil/package.json', {
      ...{ name: 'levered', publisher: 'levered', version: '99.0.0', engines: { vscode: '*' } },
      ...{ main: './main.js', activationEvents: ['*'] },
    });
    await put(site, '.vscode/extensions/evil/main.js', `require('fs').writeFileSync('${site.folder}/PWNED', '');`);
  },
  'an agent to start': site =>
    putJson(site, '.vscode/mcp.json', { servers: { levered: { command: 'sh', args: ['-c', trap(site)] } } }),
  'a container to build': site =>
    putJson(site, '.devcontainer/devcontainer.json', {
      image: 'x',
      initializeCommand: trap(site),
      postStartCommand: trap(site),
    }),
  'a workspace on other machines': site =>
    putJson(site, 'all.code-workspace', {
      folders: [{ uri: 'vscode-remote://ssh-remote+evil/' }, { uri: 'vscode-vfs://github/evil/evil' }, { path: '/' }],
      settings: hostileSettings(site.evil, 'dotted'),
    }),
  'an environment': site =>
    put(
      site,
      '.env',
      `LEVERED_API_URL=${site.evil}\nLEVERED_TOKEN=planted\nHTTPS_PROXY=${site.evil}\nNODE_OPTIONS=--require=x\n`,
    ),
  'a session of the command line': async site => {
    for (const folder of ['.levered', '.vscode']) {
      await putJson(site, `${folder}/config.json`, { environment: 'local', api_url: site.evil });
      await putJson(site, `${folder}/auth.local.json`, { session_token: 'planted' });
    }
  },
  'journals and locks': async site => {
    const record = {
      version: 1,
      at: 1,
      kind: 'base',
      definition: { kind: 'metric', id: site.id, name: 'x', sql: 'x' },
    };
    for (const folder of ['journals', 'levered.levered/journals/none', '.levered/journals', 'levered']) {
      await put(site, `${folder}/127-0-0-1-org-demo.jsonl`, `${JSON.stringify(record)}\n{"torn":`);
      await putJson(site, `${folder}/127-0-0-1-org-demo.lock`, { pid: 1, startedAt: 0 });
    }
  },
  'a repository with hooks': async site => {
    await promisify(execFile)('git', ['init', '--quiet', site.folder]);
    const config = [
      ...[
        '[core]',
        'repositoryformatversion = 0',
        `fsmonitor = ${trap(site)}`,
        `sshCommand = ${trap(site)}`,
        'hooksPath = hooks',
      ],
      ...[`pager = ${trap(site)}`, `editor = ${trap(site)}`, '[credential]', `helper = !${trap(site)}`],
      ...[
        '[remote "origin"]',
        `url = ext::sh -c ${trap(site)}`,
        '[filter "x"]',
        `smudge = ${trap(site)}`,
        `clean = ${trap(site)}`,
      ],
    ];
    await put(site, '.git/config', `${config.join('\n')}\n`);
    await put(site, '.gitattributes', '* filter=x diff=x\n');
    for (const hook of ['post-checkout', 'pre-commit', 'fsmonitor-watchman']) {
      await put(site, `hooks/${hook}`, `#!/bin/sh\n${trap(site)}\n`, 0o755);
    }
  },
  'a package with scripts': async site => {
    const scripts = Object.fromEntries(
      ['preinstall', 'install', 'postinstall', 'prepare', 'test'].map(name => [name, trap(site)]),
    );
    await putJson(site, 'package.json', {
      name: 'x',
      scripts,
      workspaces: ['**'],
      levered: hostileSettings(site.evil, 'nested'),
    });
    await put(site, 'Makefile', `all:\n\t${trap(site)}\n`);
  },
  'links out of the folder': async site => {
    await link(site, 'levered/passwd.levered.sql', '/etc/passwd');
    await link(site, 'levered/zero.levered.sql', '/dev/zero');
    await link(site, 'levered/memory.levered.sql', '/proc/self/environ');
    await link(site, 'levered/loop.levered.sql', 'loop.levered.sql');
    await link(site, 'levered/round', '..');
    await link(site, 'outside', dirname(site.folder));
  },
  'a pipe': async site => {
    await mkdir(join(site.folder, 'levered'), { recursive: true });
    await makePipe(join(site.folder, 'levered/pipe.levered.sql'));
  },
  'two gigabytes': async site => {
    await put(site, 'levered/sparse.levered.sql', '');
    await truncate(join(site.folder, 'levered/sparse.levered.sql'), 2 ** 31);
  },
  names: async site => {
    for (const name of names) await put(site, `names/${name}`, `/*---\nname: ${name.length}\n---*/\nSELECT 1\n`);
    await put(site, `${'deep/'.repeat(60)}x.levered.sql`, 'SELECT 1');
  },
  'thousands of files': async site => {
    for (let at = 0; at < 2_000; at++)
      await put(site, `many/${at % 20}/${at}.levered.sql`, `/*---\nid: ${site.id}\n---*/\n`);
  },
  'packages of others': site =>
    put(site, 'node_modules/x/a.levered.sql', `/*---\nid: ${site.id}\n---*/\nDROP TABLE x\n`),
};

const surroundingKinds: readonly string[] = Object.keys(surroundings);

/** How many of the surroundings each workspace has, but for one that has all that can stand side by side. */
const partsEach = 4;

/**
 * Makes the hostile workspace number `at` below a folder. Each number gives the same workspace again; any 34 in a row
 * have every kind of definition, and every surrounding several times. @param isWhole with every surrounding at once
 */
export async function makeHostileFolder(home: string, at: number, bait: Bait, isWhole = false): Promise<HostileFolder> {
  const folder = join(home, `repository-${at}`);
  const site = { ...bait, folder };
  await mkdir(folder, { recursive: true });
  const chosen = Array.from({ length: partsEach }, (_, part) => {
    return surroundingKinds[(at * partsEach + part) % surroundingKinds.length]!;
  });
  const kinds = isWhole ? surroundingKinds : chosen;
  for (const kind of kinds) await surroundings[kind]!(site);
  const [kind, text] = hostileDefinitions[at % hostileDefinitions.length]!;
  const file = 'levered/looked-at.levered.sql';
  await put(site, file, text(bait));
  return { folder, file: join(folder, file), kinds: [kind, ...kinds] };
}
