import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension } from './extension.ts';
import { levered } from './levered.ts';

const head = '/*---\nname:   "A"   # not laid out\ncolumn_mapping: {anonymous_id: a,timestamp: b}\n---*/\n';

const open = async (content: string): Promise<vscode.TextDocument> =>
  vscode.workspace.openTextDocument({ language: 'levered-sql', content });

/** What Format Document would do, as VS Code asks for it. */
async function formatted(text: vscode.TextDocument): Promise<string> {
  const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
    'vscode.executeFormatDocumentProvider',
    text.uri,
    { tabSize: 2, insertSpaces: true },
  );
  const edit = new vscode.WorkspaceEdit();
  edit.set(text.uri, edits ?? []);
  await vscode.workspace.applyEdit(edit);
  return text.getText();
}

/** Types at a place, as a person would. */
async function typeAt(text: vscode.TextDocument, line: number, character: number, typed: string): Promise<string> {
  const editor = await vscode.window.showTextDocument(text);
  editor.selection = new vscode.Selection(line, character, line, character);
  await vscode.commands.executeCommand('type', { text: typed });
  return text.getText();
}

describe('The language', () => {
  before(() => extension().activate());
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('formats the query and leaves the front matter alone, without a request (T8)', async () => {
    await levered.clearLog();
    const text = await open(`${head}select a,b\nfrom t -- why\n\n`);
    assert.equal(await formatted(text), `${head}select\n  a,\n  b\nfrom\n  t -- why\n\n`);
    assert.deepEqual(await levered.requests(), []);
  });

  it('keeps the line ends of a file', async () => {
    const windows = `${head}select a\nfrom t\n`.replaceAll('\n', '\r\n');
    assert.equal(await formatted(await open(windows)), `${head}select\n  a\nfrom\n  t\n`.replaceAll('\n', '\r\n'));
  });

  it('leaves a query that it would change as it is', async () => {
    for (const sql of ['from t |> select a\n', 'select {{ a }}\n', 'select 1; select 2\n', 'select (a\n', '']) {
      assert.equal(await formatted(await open(head + sql)), head + sql);
    }
  });

  it('does not format on saving unless asked for this language', async () => {
    const text = await open(head);
    const everywhere = vscode.workspace.getConfiguration('editor');
    await everywhere.update('formatOnSave', true, vscode.ConfigurationTarget.Global);
    try {
      assert.equal(vscode.workspace.getConfiguration('editor', text).get('formatOnSave'), false);
    } finally {
      await everywhere.update('formatOnSave', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('takes a name and an id as one word', async () => {
    const id = '6f1f2c0e-8f3e-4a39-9e52-6f0a6a3c7d11';
    const text = await open(`/*---\nid: ${id}\n---*/\nSELECT t.anonymous_id`);
    const wordAt = (line: number, character: number): string =>
      text.getText(text.getWordRangeAtPosition(new vscode.Position(line, character)));
    assert.equal(wordAt(1, 20), id);
    assert.equal(wordAt(3, 12), 'anonymous_id');
  });

  it('comments SQL out with dashes and YAML with a hash', async () => {
    const text = await open('/*---\nkind: metric\n---*/\nSELECT 1');
    const editor = await vscode.window.showTextDocument(text);
    for (const line of [1, 3]) {
      editor.selection = new vscode.Selection(line, 0, line, 0);
      await vscode.commands.executeCommand('editor.action.commentLine');
    }
    assert.equal(text.getText(), '/*---\n# kind: metric\n---*/\n-- SELECT 1');
  });

  it('goes on with a comment that is cut in two', async () => {
    const comment = await open('SELECT 1 AS a\n-- one two\nFROM t');
    assert.equal(await typeAt(comment, 1, 6, '\n'), 'SELECT 1 AS a\n-- one\n-- two\nFROM t');
  });

  it('offers its snippets by their prefix', async () => {
    const text = await open('');
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      text.uri,
      new vscode.Position(0, 0),
    );
    const labels = items
      .filter(({ kind }) => kind === vscode.CompletionItemKind.Snippet)
      .map(({ label }) => (typeof label === 'string' ? label : label.label));
    for (const prefix of ['metric', 'numeric metric', 'assignment source']) assert.ok(labels.includes(prefix), prefix);
  });
});
