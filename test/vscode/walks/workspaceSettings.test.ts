import { connect, createServer, type Server } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Levered } from '../../levered/server.ts';
import { refresh } from './definitionFiles.ts';
import { EvilListener } from './evilListener.ts';
import { makeHostile, shapes, workspaceOf } from './hostileWorkspaces.ts';
import { expectOwnEnvironments } from './ownEnvironments.ts';
import { previewRequests, walksOf } from './walk.ts';

const walks = walksOf();

/** The person's own choices, all of them other than what the workspaces want. */
const personal = {
  'levered.protectedEnvironments': ['local'],
  'levered.draftPreview': 'never',
};

describe.each(shapes)('The settings of a trusted workspace (%s)', shape => {
  test('send nothing elsewhere and change nothing that decides what is sent (T1)', async () => {
    await using evil = await EvilListener.listen();
    await using walk = await walks.start({
      settings: personal,
      before: (_levered, sandbox) => makeHostile(sandbox, shape, evil.url),
      opens: sandbox => workspaceOf(sandbox, shape),
    });
    const { levered, window } = walk;
    // Longer than the second that the workspace wants to wait, and within the person's thirty.
    levered.faults.add({ match: { method: 'GET' }, fault: { kind: 'delay', ms: 2_500 }, times: 4 });
    await window.tree.item('Signup Conversion');
    const status = await window.statusBar('Levered');
    expect(status).toMatch(/Levered: local · org_demo$/);
    const shield = window.page.locator('.part.statusbar .statusbar-item').filter({ hasText: 'Levered' });
    expect(await shield.locator('.codicon-shield').count(), 'protected').toBe(1);
    await refresh(walk);
    await window.tree.inlineAction('Signup Conversion', 'Preview Rows');
    await window.waitForRows();
    expect(previewRequests(levered)).toHaveLength(1);
    await walk.picture(`settings-${shape.replaceAll(' ', '-')}`);

    await expectOwnEnvironments(walk, evil);
    await window.runCommand('Levered: Sign In');
    await window.quickInput.waitForText(`Sign in to Levered (local, ${levered.url})`);
    await window.quickInput.pick('Paste a token');
    await window.quickInput.waitForText(`Paste a token for ${levered.url}; it is sent nowhere else.`);
    await window.quickInput.cancel();

    // All with the token of the person's own session, and none elsewhere.
    const answers = levered.log.requests.map(({ status, organizationId }) => `${status} ${organizationId}`);
    expect([...new Set(answers)]).toEqual(['200 org_demo']);
    expect(evil.connections).toBe(0);
  });
});

/** The same Levered at another address of this machine: VS Code sends 127.0.0.1 through no proxy, whatever is set. */
async function forward(levered: Levered): Promise<Server & AsyncDisposable> {
  const server = createServer(socket => {
    const onward = connect(Number(new URL(levered.url).port), '127.0.0.1');
    socket.on('error', () => onward.destroy());
    onward.on('error', () => socket.destroy());
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>(resolve => server.listen(Number(new URL(levered.url).port), '127.0.0.2', resolve));
  return server;
}

test('no proxy comes from a workspace: VS Code takes it from the person alone, as all settings of its connections (T1)', async () => {
  await using evil = await EvilListener.listen();
  const forwarders: AsyncDisposable[] = [];
  try {
    await using walk = await walks.start({
      before: async (levered, sandbox) => {
        forwarders.push(await forward(levered));
        const url = levered.url.replace('127.0.0.1', '127.0.0.2');
        Object.assign(sandbox.settings, { 'levered.environments': { local: url } });
        await writeFile(join(sandbox.cliFolder, 'config.json'), JSON.stringify({ environment: 'local', api_url: url }));
        await makeHostile(sandbox, 'dotted', evil.url);
      },
    });
    const { levered, window } = walk;
    await window.tree.item('Signup Conversion');
    await refresh(walk);
    expect(evil.connections, "a proxy of the workspace's").toBe(0);
    expect(levered.log.requests.every(({ status }) => status === 200)).toBe(true);
    // That a proxy of the person's own is followed, at such an address, is shown by the suite of the transport.
  } finally {
    for (const each of forwarders) await each[Symbol.asyncDispose]();
  }
});
