import assert from 'node:assert/strict';
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import * as vscode from 'vscode';
import type { LocalDocument, LocalSide } from '../../../src/core/plan/sides.ts';
import { hashOf } from '../../../src/workspace/fileReading.ts';
import { WorkspaceDocuments } from '../../../src/workspace/workspaceDocuments.ts';
import { workspaceFiles } from '../../../src/workspace/workspaceFiles.ts';
import { makePipe } from '../../pipe.ts';
import { TestFolder, type } from './testFolder.ts';

const sample = ['exposure-events', 'purchase-revenue', 'signup-conversion'].map(name => `levered/${name}.levered.sql`);
const text = (name: string): string =>
  `/*---\nname: ${name}\ncolumn_mapping: {anonymous_id: a, timestamp: t, reward_type: bool}\n---*/\nSELECT 1\n`;

function find({ documents }: LocalSide, path: string): LocalDocument | undefined {
  return documents.find(document => document.path === path);
}

/** Waits until the side is as it should be, which changes are to bring about by themselves. */
async function until(documents: WorkspaceDocuments, isSo: (side: LocalSide) => boolean): Promise<LocalSide> {
  const { current } = documents;
  if (current !== undefined && isSo(current)) return current;
  return new Promise(resolve => {
    const subscription = documents.onDidChange(side => {
      if (!isSo(side)) return;
      subscription.dispose();
      resolve(side);
    });
  });
}

describe("The workspace's definitions", () => {
  const at = TestFolder.forSuite();
  let documents: WorkspaceDocuments;
  beforeEach(() => {
    documents = new WorkspaceDocuments();
  });
  afterEach(() => documents.dispose());

  it('are nothing before they are asked for, and then all that there are', async () => {
    assert.equal(documents.current, undefined);
    const side = await documents.read();
    assert.equal(side.isComplete, true);
    assert.deepEqual(
      side.documents.map(({ path }) => path),
      sample,
    );
    assert.ok(side.documents.every(({ content, isDirty }) => content.kind === 'read' && !isDirty));
    assert.equal(documents.current, side);
    assert.equal(await documents.read(), side);
  });

  it('have the text that is not saved yet, and lose it with the document', async () => {
    await documents.read();
    const uri = at.make('unsaved.levered.sql', text('Saved'));
    await until(documents, side => find(side, 'unsaved.levered.sql') !== undefined);

    const document = await type(uri, '-- unsaved');
    const dirty = await until(documents, side => find(side, 'unsaved.levered.sql')?.isDirty === true);
    assert.equal(find(dirty, 'unsaved.levered.sql')?.hash, hashOf(document.getText()));

    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    const clean = await until(documents, side => find(side, 'unsaved.levered.sql')?.isDirty === false);
    assert.equal(find(clean, 'unsaved.levered.sql')?.hash, hashOf(text('Saved')));
  });

  it('follow a burst of a thousand changes in a few steps, and the end of their folder', async () => {
    await documents.read();
    let events = 0;
    documents.onDidChange(() => events++);
    for (let index = 0; index < 1_000; index++) at.make(`many/${index}.levered.sql`, text(`${index}`));
    await until(documents, side => side.documents.length === sample.length + 1_000);
    assert.ok(events <= 30, `${events} events`);

    rmSync(at.path('many'), { recursive: true });
    await until(documents, side => side.documents.length === sample.length);
  });

  it('are not those that are excluded', async () => {
    at.make('node_modules/pkg/a.levered.sql', text('Of a package'));
    at.make('hidden/a.levered.sql', text('Hidden'));
    const files = vscode.workspace.getConfiguration('files', at.folder.uri);
    await files.update('exclude', { '**/hidden': true }, vscode.ConfigurationTarget.Workspace);
    try {
      const { documents: found } = await documents.read();
      assert.deepEqual(
        found.map(({ path }) => path),
        sample,
      );
    } finally {
      await files.update('exclude', undefined, vscode.ConfigurationTarget.Workspace);
      at.removeLater('.vscode');
    }
    await until(documents, side => find(side, 'hidden/a.levered.sql') !== undefined);
  });

  it('hold nothing of a file outside, and wait for no pipe (T12)', async () => {
    at.removeLater('passwd.levered.sql', 'pipe.levered.sql', 'device.levered.sql');
    symlinkSync('/etc/passwd', at.path('passwd.levered.sql'));
    symlinkSync('/dev/zero', at.path('device.levered.sql'));
    await makePipe(at.path('pipe.levered.sql'));
    const side = await documents.read();
    assert.deepEqual(find(side, 'passwd.levered.sql')?.content, { kind: 'refused', refusal: 'outside_workspace' });
    for (const path of ['pipe.levered.sql', 'device.levered.sql']) {
      assert.notEqual(find(side, path)?.content.kind, 'read');
    }
    const read = await workspaceFiles.read(at.uri('passwd.levered.sql').toString());
    assert.equal(read.kind, 'failed');
  });

  it('stay known when reading them was cancelled, and are not complete then (1)', async () => {
    const { documents: known } = await documents.read();
    const source = new vscode.CancellationTokenSource();
    const reading = documents.read(source.token);
    source.cancel();
    assert.deepEqual(await reading, { documents: known, isComplete: false });
  });
});

// The last, because what VS Code watches is not the same afterwards.
describe('A workspace folder that is gone', () => {
  const at = TestFolder.forSuite();

  it('is not one without files (1)', async () => {
    const documents = new WorkspaceDocuments();
    const { documents: known } = await documents.read();
    const aside = `${at.folder.uri.fsPath}-aside`;
    renameSync(at.folder.uri.fsPath, aside);
    try {
      const side = await documents.read();
      assert.deepEqual(side, { documents: known, isComplete: false });
      assert.ok(documents.failure instanceof Error);
    } finally {
      renameSync(aside, at.folder.uri.fsPath);
    }
    assert.equal((await documents.read()).isComplete, true);
    assert.equal(documents.failure, undefined);
    documents.dispose();
  });
});
