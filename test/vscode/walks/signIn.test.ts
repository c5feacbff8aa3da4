import { createServer, type AddressInfo } from 'node:net';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call, metricsPath } from '../../levered/testClient.ts';
import { waitFor } from '../waitFor.ts';
import type { VSCodeWindow } from '../window.ts';
import { requestLines, walksOf, type Walk } from './walk.ts';

const walks = walksOf();

const signedOut = { 'levered.useCliSession': false };
const paste = 'Paste a token';
const useCli = 'Use the session of the Levered command line';
const welcome = 'Sign in to see the metrics';

/** Everything that the window's page holds as markup. */
async function markup(window: VSCodeWindow): Promise<string> {
  return (await Promise.all(window.page.frames().map(frame => frame.content()))).join('\n');
}

/** The files below a folder that hold a text, read as bytes. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter(each => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    if ((await readFile(path)).includes(text)) found.push(path);
  }
  return found;
}

const writeCliSession = ({ sandbox }: Walk, token: string) =>
  writeFile(join(sandbox.cliFolder, 'auth.local.json'), JSON.stringify({ session_token: token }));

test('a pasted token is checked, kept as a secret, and never shown or written in plain text (T6, T29)', async () => {
  await using walk = await walks.start({ settings: signedOut });
  const { levered, sandbox, window } = walk;
  await rm(sandbox.cliFolder, { recursive: true });
  await window.tree.waitForText(welcome);
  await window.tree.clickButton('Sign In');
  await walk.picture('signin-ways');
  await window.quickInput.pick(paste);
  await waitFor('a hidden input', 10_000, async () => (await window.quickInput.hidesInput()) || undefined);
  const garbage = [
    ['two words', 'There is a space'],
    ['tökén', 'a character in it that no token has'],
    ['x'.repeat(9000), 'longer than any token'],
  ] as const;
  for (const [text, says] of garbage) {
    // The message of the text before stays until the new text has been looked at.
    await waitFor(`“${says}”`, 10_000, async () => {
      return (await window.quickInput.validationMessage(text)).includes(says) || undefined;
    });
  }
  await walk.picture('signin-garbage');
  expect(requestLines(levered)).toEqual([]);

  await window.quickInput.enter('not-a-token-of-levered');
  await waitFor(
    'the refusal',
    20_000,
    async () => (await window.quickInput.text()).includes('refused this token') || undefined,
  );
  await walk.picture('signin-refused');
  expect(await window.tree.text()).toContain(welcome);

  const canary = levered.issueToken();
  await window.quickInput.enter(`  Bearer ${canary} `);
  await window.tree.item('Signup Conversion');
  expect(await window.statusBar('Levered')).toContain('org_demo');
  expect(await markup(window)).not.toContain(canary);
  expect(await filesWith(walks.server.dataFolder, levered.url), 'what is there is found').not.toEqual([]);
  expect(await filesWith(walks.server.dataFolder, canary)).toEqual([]);
  expect(await filesWith(sandbox.folder, canary)).toEqual([]);
  const stored = await window.page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  expect(stored).not.toContain(canary);
});

test("the command line's session is offered, missed, waited for and followed", async () => {
  await using walk = await walks.start({
    settings: signedOut,
    before: (_levered, { cliFolder }) => rm(join(cliFolder, 'auth.local.json')),
  });
  const { levered, window } = walk;
  await window.tree.clickButton('Sign In');
  await window.quickInput.pick(useCli);
  const missing = await window.messages.notification('has no session for local');
  expect(missing.text).toContain('then this window follows');
  expect(missing.buttons).toEqual(['Run levered login']);
  await walk.picture('cli-missing');
  expect(requestLines(levered)).toEqual([]);
  await window.messages.answerNotification('has no session for local', 'Run levered login');
  await window.page.locator('.part.panel .terminal-wrapper').first().waitFor();

  // The person logs in there: the window follows by itself.
  await writeCliSession(walk, levered.token);
  await window.tree.item('Signup Conversion');

  // The session is renewed on disk while this window holds the old one.
  const renewed = levered.issueToken();
  levered.revokeToken(levered.token);
  await writeCliSession(walk, renewed);
  await window.runCommand('Levered: Refresh Definitions');
  await waitFor('an answer to the new token', 20_000, () => levered.log.requests.at(-1)?.status === 200 || undefined);
  await window.tree.item('Signup Conversion');
  expect(await window.messages.notifications()).toEqual([]);
  expect((await call(levered, 'GET', metricsPath)).status, 'the old token is refused').toBe(401);
});

test('a session of the command line for another address is refused, and nothing is sent (T3)', async () => {
  await using walk = await walks.start({
    settings: signedOut,
    before: (_levered, { cliFolder }) =>
      writeFile(
        join(cliFolder, 'config.json'),
        JSON.stringify({ environment: 'local', api_url: 'https://other.levered.example' }),
      ),
  });
  const { levered, window } = walk;
  await window.tree.clickButton('Sign In');
  await window.quickInput.pick(useCli);
  const shown = await window.messages.notification('https://other.levered.example');
  expect(shown.text).toMatch(/is not the address of local.*levered\.environments/);
  await walk.picture('cli-other-origin');
  expect(requestLines(levered)).toEqual([]);
  expect(await window.tree.text()).toContain(welcome);
});

test('the environments are offered with their marks, and one that cannot be used with the reason', async () => {
  await using walk = await walks.start({
    before: ({ url }, sandbox) => {
      Object.assign(sandbox.settings, {
        'levered.environments': {
          local: url,
          plain: 'http://levered.example',
          staging: 'https://staging.levered.example',
        },
        'levered.protectedEnvironments': ['staging'],
      });
    },
  });
  const { window, levered } = walk;
  await window.tree.item('Signup Conversion');
  await window.clickStatusBar('Levered: local');
  const offered = await window.quickInput.text();
  await walk.picture('environments');
  expect(offered).toMatch(/staging\s*https:\/\/staging\.levered\.example · protected/);
  expect(offered).toMatch(/local\s*http:\/\/127\.0\.0\.1:\d+ · in use/);
  expect(offered).toMatch(/plain\s*cannot be used\s*Its address must begin with https:\/\//);
  levered.log.clear();
  await window.quickInput.pick('staging');
  await window.tree.waitForText(welcome);
  expect(await window.statusBar('Levered')).toContain('Levered: staging · signed out');
  await window.runCommand('Levered: Select Environment');
  await window.quickInput.pick('local');
  // The focus is back at the status bar, whose tooltip stays for as long as that lasts.
  await window.page.locator('.part.sidebar .composite.title').click();
  await window.tree.item('Signup Conversion');
});

test('no setting of a workspace decides where a token goes (T1)', async () => {
  let connections = 0;
  const evil = createServer(socket => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>(resolve => evil.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(evil.address() as AddressInfo).port}`;
  const everyEnvironment = { local: url, prod: url, testing: url };
  try {
    await using walk = await walks.start({
      before: async (_levered, { folder }) => {
        await mkdir(join(folder, '.vscode'), { recursive: true });
        const settings = {
          'levered.environments': everyEnvironment,
          'levered.environments.local': url,
          'levered.defaultEnvironment': 'prod',
          'levered.protectedEnvironments': [],
          'levered.useCliSession': true,
          'levered.cliFolder': '.vscode',
          levered: {
            environments: everyEnvironment,
            defaultEnvironment: 'testing',
            useCliSession: true,
            cliFolder: '.vscode',
          },
        };
        await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
      },
    });
    const { levered, window } = walk;
    await window.tree.item('Signup Conversion');
    await window.tree.inlineAction('Signup Conversion', 'Preview Rows');
    await window.waitForRows();
    await window.runCommand('Levered: Refresh Definitions');
    await waitFor('the refresh', 10_000, () => levered.log.requests.length === 5 || undefined);
    expect(await window.statusBar('Levered')).toContain('Levered: local');
    expect(connections).toBe(0);
  } finally {
    evil.close();
  }
});
