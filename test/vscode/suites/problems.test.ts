import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension } from './extension.ts';
import { levered } from './levered.ts';
import { TestFolder } from './testFolder.ts';

const good = [
  '/*---',
  'name: Signups',
  'column_mapping:',
  '  anonymous_id: user_id',
  '  timestamp: created_at',
  '---*/',
  'SELECT user_id, created_at FROM signups WHERE created_at > @start_date',
  '',
].join('\n');

const problemsOf = (uri: vscode.Uri): readonly vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Levered');

const codesOf = (uri: vscode.Uri): readonly unknown[] =>
  problemsOf(uri).map(({ code }) => (typeof code === 'object' ? code.value : code));

/** Resolves when a document has problems of these codes and no others. */
async function waitForCodes(uri: vscode.Uri, ...codes: readonly string[]): Promise<void> {
  const hasThem = (): boolean => codesOf(uri).join() === codes.join();
  if (hasThem()) return;
  await new Promise<void>(resolve => {
    const subscription = vscode.languages.onDidChangeDiagnostics(() => {
      if (!hasThem()) return;
      subscription.dispose();
      resolve();
    });
  });
}

async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const at = document.getText().indexOf(text);
  assert.notEqual(at, -1);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + text.length)), by);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

async function actionsAt(uri: vscode.Uri, range: vscode.Range): Promise<readonly vscode.CodeAction[]> {
  const command = 'vscode.executeCodeActionProvider';
  return vscode.commands.executeCommand<vscode.CodeAction[]>(command, uri, range, vscode.CodeActionKind.QuickFix.value);
}

describe('Problems while typing', () => {
  const at = TestFolder.forSuite();

  before(() => extension().activate());

  it('appear after an edit, go away with the fix, and send nothing', async () => {
    const uri = at.make('problems.levered.sql', good);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await levered.clearLog();
    await replace(document, 'SELECT user_id', 'SELECT user_idd');
    await waitForCodes(uri, 'column-not-returned');

    const [problem] = problemsOf(uri);
    assert.ok(problem);
    assert.equal(document.getText(problem.range), 'user_id');
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.match(problem.message, /returns no column "user_id" for anonymous_id\. Did you mean user_idd\?/);
    assert.ok(typeof problem.code === 'object');
    assert.match(problem.code.target.toString(true), /^https:\/\/.*\/docs\/problems\.md#column-not-returned$/);

    const [first] = await actionsAt(uri, problem.range);
    assert.ok(first?.edit);
    assert.equal(first.title, 'Map anonymous_id to the column user_idd');
    assert.equal(first.isPreferred, true);
    assert.ok(await vscode.workspace.applyEdit(first.edit));
    await waitForCodes(uri);
    assert.match(document.getText(), /anonymous_id: user_idd\n/);
    assert.deepEqual(await levered.requests(), []);
  });

  it('are there as soon as a file is open, and gone when it is closed', async () => {
    const uri = at.make('closed.levered.sql', good.replace('name: Signups\n', ''));
    // Opened as a person does it: what an extension opens by itself stays open for a while.
    await vscode.commands.executeCommand('vscode.open', uri);
    await waitForCodes(uri, 'missing-name');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await waitForCodes(uri);
  });

  it('are found in a file that was never saved', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'levered-sql',
      content: `${good.trimEnd()};`,
    });
    await vscode.window.showTextDocument(document);
    await waitForCodes(document.uri, 'trailing-semicolon');
    await replace(document, ';', '');
    await waitForCodes(document.uri);
  });

  it('show no token, whatever holds it (T5)', async () => {
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhYmMifQ.c2lnbmF0dXJl';
    const uri = at.make('problems.levered.sql', good.replace('name:', `id: ${token}\nname:`));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await waitForCodes(uri, 'bad-id', 'secret-in-file');
    const [problem] = problemsOf(uri);
    assert.ok(problem);
    const actions = await actionsAt(uri, problem.range);
    const words = [...problemsOf(uri).map(({ message }) => message), ...actions.map(({ title }) => title)];
    assert.ok(words.length >= 3);
    assert.ok(words.every(word => !word.includes('eyJ')));
  });

  it('can be switched off', async () => {
    const uri = at.make('problems.levered.sql', good.replace('name: Signups\n', ''));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    await waitForCodes(uri, 'missing-name');
    const settings = vscode.workspace.getConfiguration('levered', uri);
    await settings.update('problems', false, vscode.ConfigurationTarget.Workspace);
    try {
      await waitForCodes(uri);
    } finally {
      await settings.update('problems', undefined, vscode.ConfigurationTarget.Workspace);
      at.removeLater('.vscode');
    }
    await waitForCodes(uri, 'missing-name');
  });

  it('are not looked for in what cannot be changed', async () => {
    const [metric] = await levered.metrics();
    assert.ok(metric);
    const uri = vscode.Uri.from({ scheme: 'levered', path: `/local/metrics/${metric.id}/name.levered.sql` });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.languageId, 'levered-sql');
    // What is opened later is judged by the time that it is seen.
    const other = at.make('problems.levered.sql', good.replace('name: Signups\n', ''));
    await vscode.workspace.openTextDocument(other);
    await waitForCodes(other, 'missing-name');
    assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
  });
});
