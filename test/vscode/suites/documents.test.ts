import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension } from './extension.ts';
import { levered, type StoredMetric } from './levered.ts';

const uriOf = ({ id }: StoredMetric): vscode.Uri =>
  vscode.Uri.from({ scheme: 'levered', path: `/local/metrics/${id}/name.levered.sql` });

describe('A remote definition as a document', () => {
  let metric: StoredMetric;

  before(async () => {
    await extension().activate();
    const found = (await levered.metrics()).find(({ name }) => name === 'Purchase Revenue');
    assert.ok(found);
    metric = found;
  });

  it('holds the id, the name and the exact SQL, in the language of the files', async () => {
    const document = await vscode.workspace.openTextDocument(uriOf(metric));
    assert.equal(document.languageId, 'levered-sql');
    assert.match(
      document.getText(),
      new RegExp(`^/\\*---\\nid: ${metric.id}\\nkind: metric\\nname: Purchase Revenue\\n`),
    );
    assert.ok(document.getText().endsWith(`---*/\n${metric.sql}\n`));
  });

  it('cannot be written, deleted or renamed', async () => {
    const uri = uriOf(metric);
    await assert.rejects(async () => vscode.workspace.fs.writeFile(uri, new Uint8Array()));
    await assert.rejects(async () => vscode.workspace.fs.delete(uri));
    await assert.rejects(async () => vscode.workspace.fs.rename(uri, uri.with({ path: `${uri.path}x` })));
    assert.equal(vscode.workspace.fs.isWritableFileSystem('levered'), false);
  });

  it('says that Levered does not have it when the id is unknown', async () => {
    const uri = vscode.Uri.from({ scheme: 'levered', path: '/local/metrics/no-such-metric/name.levered.sql' });
    await assert.rejects(async () => vscode.workspace.fs.readFile(uri), /does not have this/);
  });

  for (const path of [
    '/local/metrics/../assignment-source/x.levered.sql',
    '/local/metrics/a%2fb/x.levered.sql',
    '/local/metrics/a.b/x.levered.sql',
    '/local/other/x/x.levered.sql',
    '/../metrics/x/x.levered.sql',
  ]) {
    it(`asks the service nothing for the address ${path} (T10)`, async () => {
      await levered.clearLog();
      await assert.rejects(async () => vscode.workspace.fs.readFile(vscode.Uri.from({ scheme: 'levered', path })));
      assert.deepEqual(await levered.requests(), []);
    });
  }
});
