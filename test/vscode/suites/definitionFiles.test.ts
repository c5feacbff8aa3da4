import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { hashOf } from '../../../src/workspace/fileReading.ts';
import { findPullFolder, pullTarget } from '../../../src/workspace/pullTarget.ts';
import { WorkspaceDocuments } from '../../../src/workspace/workspaceDocuments.ts';
import { workspaceFiles } from '../../../src/workspace/workspaceFiles.ts';
import { TestFolder, type } from './testFolder.ts';

describe('Writing a definition (15, I9)', () => {
  const at = TestFolder.forSuite();

  it('keeps byte order mark and line ends as they are given, in a file that is not open', async () => {
    const uri = at.make('a.levered.sql', 'old').toString();
    assert.deepEqual(await workspaceFiles.write(uri, '\uFEFFa\r\nb\n', hashOf('old')), { kind: 'written' });
    assert.equal(readFileSync(at.path('a.levered.sql'), 'utf8'), '\uFEFFa\r\nb\n');
  });

  it('does nothing to a file that has another text by now, or is gone', async () => {
    const uri = at.make('a.levered.sql', 'of someone else').toString();
    assert.deepEqual(await workspaceFiles.write(uri, 'new', hashOf('old')), { kind: 'changed' });
    assert.equal(readFileSync(at.path('a.levered.sql'), 'utf8'), 'of someone else');
    rmSync(at.path('a.levered.sql'));
    assert.deepEqual(await workspaceFiles.write(uri, 'new', hashOf('old')), { kind: 'changed' });
    assert.deepEqual(await workspaceFiles.read(uri), { kind: 'gone' });
  });

  for (const [title, before, after] of [
    ['with a byte order mark and CRLF', '\uFEFFid: 1\r\nb\r\n', '\uFEFFid: 22\r\nb\r\n'],
    ['and other line ends', 'a\nb\n', 'a\r\nb\r\n'],
    ['and nothing but a line break more', 'a\r\nb', 'a\r\n\r\nb'],
    ['with mixed line ends', 'a\r\nb\nc\n', 'a\r\nX\nc\n'],
  ] as const) {
    it(`reaches an open document ${title}, on the disk to the byte`, async () => {
      const uri = at.make('open.levered.sql', before);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      assert.deepEqual(await workspaceFiles.write(uri.toString(), after, hashOf(before)), { kind: 'written' });
      assert.equal(readFileSync(uri.fsPath, 'utf8'), after);
      assert.equal(document.isDirty, false);
    });
  }

  it('keeps what a person typed and did not save', async () => {
    const uri = at.make('dirty.levered.sql', 'id: 1\nname: x\n');
    const document = await type(uri, '-- typed');
    const read = await workspaceFiles.read(uri.toString());
    assert.equal(read.kind, 'read');
    assert.equal(read.text, 'id: 1\nname: x\n-- typed');
    const after = read.text.replace('id: 1', 'id: 2');
    assert.deepEqual(await workspaceFiles.write(uri.toString(), after, read.hash), { kind: 'written' });
    assert.equal(document.getText(), after);
    assert.equal(readFileSync(uri.fsPath, 'utf8'), after);
  });

  it('does nothing when a person went on typing', async () => {
    const uri = at.make('typing.levered.sql', 'old');
    const document = await type(uri, ' and new');
    assert.deepEqual(await workspaceFiles.write(uri.toString(), 'ours', hashOf('old')), { kind: 'changed' });
    assert.equal(document.getText(), 'old and new');
    assert.equal(readFileSync(uri.fsPath, 'utf8'), 'old');
  });
});

describe('A pulled file (T21)', () => {
  const at = TestFolder.forSuite();
  const definition = { name: 'Signup Conversion', id: 'm-12345678' };
  const update = (value: string | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('levered', at.folder.uri)
      .update('folder', value, vscode.ConfigurationTarget.Workspace);

  afterEach(async () => {
    await update(undefined);
    at.removeLater('.vscode');
  });

  it('gets a name that nothing has, and never takes the place of a file', async () => {
    const found = await findPullFolder(at.folder);
    assert.equal(found.kind, 'folder');
    const targets = [pullTarget(found, definition), pullTarget(found, definition)];
    assert.deepEqual(
      targets.map(uri => vscode.workspace.asRelativePath(uri)),
      ['levered/signup-conversion-12345678.levered.sql', 'levered/signup-conversion-m-12345678.levered.sql'],
    );
    const there = at.uri('levered/signup-conversion.levered.sql');
    const before = readFileSync(there.fsPath, 'utf8');
    assert.deepEqual(await workspaceFiles.create(there.toString(), 'new'), { kind: 'exists' });
    assert.equal(readFileSync(there.fsPath, 'utf8'), before);
  });

  it('goes where the folder says, and is made with the folders on its way', async () => {
    await update('sql/definitions');
    const found = await findPullFolder(at.folder);
    assert.equal(found.kind, 'folder');
    const target = pullTarget(found, definition);
    at.removeLater('sql');
    assert.deepEqual(await workspaceFiles.create(target.toString(), '\uFEFFa\r\n'), { kind: 'written' });
    assert.equal(readFileSync(at.path('sql/definitions/signup-conversion.levered.sql'), 'utf8'), '\uFEFFa\r\n');
  });

  it('goes nowhere when the folder is not inside the workspace', async () => {
    await update('../elsewhere');
    assert.deepEqual(await findPullFolder(at.folder), {
      kind: 'refused',
      refusal: 'leaves_workspace',
      value: '../elsewhere',
    });
    const outside = vscode.Uri.joinPath(at.folder.uri, '..', 'elsewhere', 'a.levered.sql');
    assert.equal((await workspaceFiles.create(outside.toString(), 'x')).kind, 'failed');
  });

  it('does not take the place of a document that is not saved and whose file is gone', async () => {
    const uri = at.make('removed.levered.sql', 'old');
    const document = await type(uri, ' typed');
    rmSync(uri.fsPath);
    assert.deepEqual(await workspaceFiles.create(uri.toString(), 'new'), { kind: 'exists' });
    assert.equal(document.getText(), 'old typed');
    const documents = new WorkspaceDocuments();
    const side = await documents.read();
    documents.dispose();
    assert.equal(side.documents.find(({ path }) => path === 'removed.levered.sql')?.isDirty, true);
  });
});
