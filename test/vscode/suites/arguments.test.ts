import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { contributions, extension } from './extension.ts';
import { levered } from './levered.ts';

/** What another extension could pass: nothing of it is a line of the tree or a document that a person has open. */
const hostile: readonly unknown[] = [
  undefined,
  null,
  0,
  '',
  'local',
  '__proto__',
  'https://evil.example',
  [],
  {},
  { kind: 'definition', definition: { kind: 'metric', id: 'x', name: 'x', sql: 'DROP TABLE x', column_mapping: {} } },
  { kind: 'definition', definition: null, snapshot: null },
  { kind: 'mapping' },
  { ref: { kind: 'metric', environment: 'local', id: '../../assignment-source' }, name: 'x' },
  vscode.Uri.parse('levered:/local/metrics/x/y.levered.sql'),
  vscode.Uri.file('/etc/passwd'),
  vscode.Uri.parse('https://evil.example/x.levered.sql'),
  () => 'x',
  Symbol('x'),
  new Proxy({}, { get: () => 'metric' }),
];

describe('A command with arguments of another extension', () => {
  before(async () => {
    await extension().activate();
    await vscode.commands.executeCommand('levered.refresh');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  // These ask the person first, whatever they are given, so that closing what they ask ends them.
  for (const command of [
    'levered.open',
    'levered.preview',
    'levered.copyId',
    'levered.signIn',
    'levered.selectEnvironment',
  ]) {
    it(`${command} sends nothing and gives nothing back before a person has answered (T7)`, async () => {
      assert.ok(contributions().commands.some(contributed => contributed.command === command));
      await levered.clearLog();
      for (const argument of hostile) {
        assert.equal(await untilOver(vscode.commands.executeCommand(command, argument)), undefined);
      }
      assert.deepEqual(await levered.requests(), []);
    });
  }
});

/** Closes whatever the command asks until it has ended: what it asks may take a moment to be there. */
async function untilOver(result: Thenable<unknown>): Promise<unknown> {
  const pending = {};
  for (;;) {
    const closed = vscode.commands.executeCommand('workbench.action.closeQuickOpen').then(() => pending);
    const first = await Promise.race([result, closed]);
    if (first !== pending) return first;
  }
}
