import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { contributions, extension } from './extension.ts';

describe('The manifest and the code', () => {
  before(() => extension().activate());

  it('name the same commands, both ways', async () => {
    const contributed = contributions().commands.map(({ command }) => command);
    const registered = (await vscode.commands.getCommands(true)).filter(
      // VS Code adds commands of its own for each view.
      id => id.startsWith('levered.') && !/^levered\.(definitions|plan)\./.test(id),
    );
    assert.deepEqual([...registered].sort(), [...contributed].sort());
    assert.ok(contributed.length >= 9);
  });

  it('put only contributed commands into menus', () => {
    const contributed = new Set(contributions().commands.map(({ command }) => command));
    const used = Object.values(contributions().menus).flatMap(items => items.map(({ command }) => command ?? ''));
    assert.deepEqual(
      used.filter(command => !contributed.has(command)),
      [],
    );
  });

  it('keep every setting that decides where a token goes out of reach of a workspace (T1)', () => {
    const { properties } = contributions().configuration;
    const decisive = ['environments', 'defaultEnvironment', 'protectedEnvironments', 'useCliSession', 'cliFolder'];
    for (const key of decisive) assert.equal(properties[`levered.${key}`]?.scope, 'application', key);
  });

  it('have no way in for links and no activation at start-up (T8, T23)', () => {
    const events = (extension().packageJSON as { readonly activationEvents: readonly string[] }).activationEvents;
    const allowed = ['onFileSystem:levered', 'onWebviewPanel:levered.preview'];
    assert.deepEqual(
      events.filter(event => !allowed.includes(event)),
      [],
    );
  });

  it('say each text of the manifest in words and not as a key', () => {
    const text = JSON.stringify(extension().packageJSON);
    assert.doesNotMatch(text, /"%[^"]*%"/);
  });
});
