import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { parseOrigin } from '../../../src/api/origin.ts';
import { type CliSession, readCliSession } from '../../../src/session/cliSession.ts';
import type { Environment } from '../../../src/session/environment.ts';
import { lookAlikes } from '../../lookAlikes.ts';
import { extension } from './extension.ts';
import { levered } from './levered.ts';

function environmentAt(name: string, address: string): Environment | undefined {
  const parsed = parseOrigin(address);
  return parsed.kind === 'origin' ? { name, origin: parsed.origin, isProtected: false } : undefined;
}

/** The address, if a session was given out for it, which must not be. */
const given = (address: unknown, session: CliSession): unknown[] => (session.kind === 'session' ? [address] : []);

describe("The command line's session", () => {
  const config = () => join(levered.cliFolder, 'config.json');
  let own: string;
  const sessionIsFor = (address: unknown): void =>
    writeFileSync(config(), JSON.stringify({ environment: 'local', api_url: address }));

  before(async () => {
    own = readFileSync(config(), 'utf8');
    await extension().activate();
  });
  after(async () => {
    writeFileSync(config(), own);
    await vscode.commands.executeCommand('levered.refresh');
  });

  it('for one of 300 look-alikes of an address is not taken for that address (T3)', async () => {
    const local = environmentAt('local', levered.url);
    assert.ok(local);
    const texts = lookAlikes(levered.url);
    assert.ok(texts.length >= 300, `${texts.length} look-alikes`);
    sessionIsFor(levered.url);
    assert.equal((await readCliSession(local)).kind, 'session');

    const taken: unknown[] = [];
    for (const text of [...texts, '', 0, [levered.url], { url: levered.url }]) {
      sessionIsFor(text);
      const session = await readCliSession(local);
      taken.push(...given(text, session));
      const told = session.kind === 'unreadable' ? session.reason : '';
      assert.ok(!told.includes(levered.token) && !told.includes('127'), told);
    }
    assert.deepEqual(taken, []);
  });

  it('is not taken for any of 300 look-alikes of its address (T3)', async () => {
    for (const real of [levered.url, 'https://api.levered.dev']) {
      sessionIsFor(real);
      const taken: unknown[] = [];
      let usable = 0;
      for (const text of lookAlikes(real)) {
        const environment = environmentAt('local', text);
        if (environment === undefined) continue;
        usable++;
        taken.push(...given(text, await readCliSession(environment)));
      }
      assert.ok(usable > 20, `${usable} look-alikes that are addresses`);
      assert.deepEqual(taken, []);
    }
  });

  it('for a look-alike signs nobody in: each of 300 refreshes sends nothing (T3)', async () => {
    sessionIsFor(levered.url);
    await levered.clearLog();
    await vscode.commands.executeCommand('levered.refresh');
    assert.equal((await levered.requests()).length, 2);

    await levered.clearLog();
    for (const text of lookAlikes(levered.url)) {
      sessionIsFor(text);
      await vscode.commands.executeCommand('levered.refresh');
    }
    assert.deepEqual(await levered.requests(), []);
  });
});
