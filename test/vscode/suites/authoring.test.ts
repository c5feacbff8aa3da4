import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Snapshot } from '../../../src/catalog/snapshot.ts';
import { AnalysedDocuments } from '../../../src/editor/analysedDocuments.ts';
import { registerIdHover } from '../../../src/editor/hoverIds.ts';
import { KnownMetrics } from '../../../src/editor/hoverMetrics.ts';
import { InlayHints } from '../../../src/editor/inlayHints.ts';
import { extension } from './extension.ts';
import { levered } from './levered.ts';
import { TestFolder } from './testFolder.ts';

const mapping = ['column_mapping:', '  anonymous_id: user', '  timestamp: at'];
const query = ['WITH c AS (', '  SELECT id, at FROM t', ')', 'SELECT id AS user, at, plan FROM c', 'ORDER BY user'];
const whole = ['/*---', 'name: Signups', ...mapping, '---*/', ...query].join('\n');

describe('Writing a definition', () => {
  const at = TestFolder.forSuite();
  before(() => extension().activate());
  let files = 0;

  /** A new file of the text, open; `¦` stands for the cursor. */
  async function open(marked: string, path = `authoring/${files++}.levered.sql`) {
    const offset = Math.max(0, marked.indexOf('¦'));
    const document = await vscode.workspace.openTextDocument(at.make(path, marked.replace('¦', '')));
    return { document, uri: document.uri, position: document.positionAt(offset) };
  }

  async function offered(marked: string): Promise<readonly vscode.CompletionItem[]> {
    const { uri, position } = await open(marked);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      position,
    );
    const { Property, EnumMember, Field, Struct, Reference } = vscode.CompletionItemKind;
    const isFrontMatter = ({ label }: vscode.CompletionItem): boolean => label === 'Levered front matter';
    const kinds = [Property, EnumMember, Field, Struct, Reference];
    return items.filter(item => kinds.some(kind => kind === item.kind) || isFrontMatter(item));
  }

  async function labels(marked: string): Promise<readonly string[]> {
    return (await offered(marked))
      .toSorted((one, other) => ((one.sortText ?? '') < (other.sortText ?? '') ? -1 : 1))
      .map(({ label }) => (typeof label === 'string' ? label : label.label));
  }

  async function hover(marked: string, path?: string): Promise<readonly string[]> {
    const { uri, position } = await open(marked, path);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
    return hovers.flatMap(({ contents }) =>
      contents.map(content => (content instanceof vscode.MarkdownString ? content.value : JSON.stringify(content))),
    );
  }

  it('offers the keys that are missing, with what they mean', async () => {
    const items = await offered('/*---\nname: a\n¦\n---*/\nSELECT 1');
    assert.deepEqual(items.map(({ label }) => label).sort(), ['column_mapping', 'id', 'kind']);
    const kind = items.find(({ label }) => label === 'kind');
    assert.ok(kind);
    assert.equal(kind.insertText, 'kind: ');
    assert.match((kind.documentation as vscode.MarkdownString).value, /assignment_source/);
    assert.deepEqual(await labels('/*---\nkind: ¦\n---*/\nSELECT 1'), ['metric', 'assignment_source']);
  });

  it("offers the query's columns, those that are mapped already behind the others", async () => {
    const marked = whole.replace('timestamp: at', 'timestamp: ¦');
    assert.deepEqual(await labels(marked), ['at', 'plan', 'user']);
  });

  it('offers the environments as keys of the ids, and the known metrics as ids', async () => {
    await vscode.commands.executeCommand('levered.refresh');
    const [metric] = await levered.metrics();
    assert.ok(metric);
    assert.ok((await labels('/*---\nid: {proxied: a, ¦}\n---*/\nSELECT 1')).includes('local'));
    const ids = await offered('/*---\nid: ¦\nname: a\n---*/\nSELECT 1');
    const item = ids.find(({ insertText }) => insertText === metric.id);
    assert.equal((item?.label as vscode.CompletionItemLabel).label, metric.name);
  });

  it('offers a whole front matter where there is none', async () => {
    for (const marked of ['/*¦', '---¦', '/*---¦\nSELECT 1', '¦SELECT 1', 'lev¦\nSELECT 1']) {
      const [item] = await offered(marked);
      assert.ok(item, marked);
      assert.match((item.insertText as vscode.SnippetString).value, /^\/\*---\nkind: metric\n[^]*\n---\*\/\n?\$0$/);
    }
    for (const marked of ['SELECT 1 ¦', 'SELECT 1\n¦', ' -¦', whole + '¦']) assert.deepEqual(await offered(marked), []);
  });

  it('offers the names that the mapping expects, and the CTEs', async () => {
    assert.deepEqual(await labels(whole.replace('id AS user, at', 'id AS ¦')), ['user', 'at']);
    assert.deepEqual(await labels(whole.replace('FROM c', 'FROM ¦')), ['c']);
  });

  it('says what a field means and where its column comes from', async () => {
    const [meaning, origin] = await hover(whole.replace('anonymous_id:', 'anonymous¦_id:'));
    assert.match(meaning ?? '', /identifies the user/);
    assert.match(origin ?? '', /```sql\nid AS user\n```/);
    assert.match(origin ?? '', /10/);
  });

  it('names the metric of an id in any file of the workspace, and sends nothing', async () => {
    await vscode.commands.executeCommand('levered.refresh');
    const [metric] = await levered.metrics();
    assert.ok(metric);
    await levered.clearLog();
    const said = await hover(`const metric = "¦${metric.id}";`, 'src/metric.ts');
    assert.ok(said.some(text => text.includes(metric.sql)));
    assert.deepEqual(await hover('const metric = "¦00000000-0000-4000-8000-000000000000";', 'src/other.ts'), []);
    assert.deepEqual(await levered.requests(), []);
  });

  it('shows the metric of an id as text alone, whatever its name and query try to be (T17, T32)', async () => {
    const ids = ['aaaaaaaa-0000-4000-8000-000000000001', 'aaaaaaaa-0000-4000-8000-000000000002'];
    const names = [
      '[x](command:levered.signOut) ![](https://evil.example/x.png)',
      '$(flame) <img src=x> **b**\n```\n# h\u202e',
    ];
    const sql = 'SELECT 1\n```\n[x](command:levered.signOut)\n````\n<b>';
    const metrics = ids.map((id, index) => ({ id, name: names[index] ?? '', sql }));
    const snapshot = { environment: { name: 'local' }, metrics } as unknown as Snapshot;
    const registered = registerIdHover(new KnownMetrics({ snapshot }, { plan: undefined }));
    try {
      for (const id of ids) {
        const { uri, position } = await open(`const id = "¦${id}";`, `src/${id}.ts`);
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          uri,
          position,
        );
        const [content] = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
        assert.ok(content);
        assert.ok(content.isTrusted !== true && content.supportHtml !== true && content.supportThemeIcons !== true);
        const [said = '', code = ''] = content.value.split(/^(?=`{3,}sql$)/m);
        assert.match(said, /^\n(`{3,})plaintext\n[^\n]*\n\1\nmetric&nbsp;·&nbsp;local\n$/);
        assert.doesNotMatch(said, /\u202e/);
        const fence = /^`+/.exec(code)?.[0] ?? '';
        // The query's own fences are shorter than the one around it.
        assert.ok(fence.length >= 5, code);
        assert.ok(code.trimEnd().endsWith(`\n${fence}`));

        const settings = vscode.workspace.getConfiguration('levered', uri);
        await settings.update('idHovers', false, vscode.ConfigurationTarget.Workspace);
        try {
          const none = await vscode.commands.executeCommand<unknown[]>('vscode.executeHoverProvider', uri, position);
          assert.deepEqual(none, []);
        } finally {
          await settings.update('idHovers', undefined, vscode.ConfigurationTarget.Workspace);
          at.removeLater('.vscode');
        }
      }
    } finally {
      registered.dispose();
    }
  });

  it('goes from the mapping to the column and back, and to a CTE', async () => {
    const goTo = async (marked: string): Promise<readonly string[]> => {
      const { document, uri, position } = await open(marked);
      const links = await vscode.commands.executeCommand<vscode.LocationLink[]>(
        'vscode.executeDefinitionProvider',
        uri,
        position,
      );
      return links.map(({ targetSelectionRange, targetRange }) => {
        const range = targetSelectionRange ?? targetRange;
        return `${range.start.line} ${document.getText(range)}`;
      });
    };
    assert.deepEqual(await goTo(whole.replace('anonymous_id: user', 'anonymous_id: us¦er')), ['9 user']);
    assert.deepEqual(await goTo(whole.replace('AS user', 'AS us¦er')), ['3 user']);
    assert.deepEqual(await goTo(whole.replace('FROM c', 'FROM ¦c')), ['6 c']);
  });

  it('finds every place of a column', async () => {
    const { uri, position } = await open(whole.replace('AS user', 'AS us¦er'));
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      uri,
      position,
    );
    assert.deepEqual(
      found.map(({ range }) => range.start.line).sort((one, other) => one - other),
      [3, 9, 10],
    );
  });

  it('renames a column with its entry and what names it, and refuses a star', async () => {
    const rename = async (marked: string, name: string): Promise<string> => {
      const { document, uri, position } = await open(marked);
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        uri,
        position,
        name,
      );
      assert.ok(await vscode.workspace.applyEdit(edit));
      return document.getText();
    };
    const renamed = await rename(whole.replace('anonymous_id: user', 'anonymous_id: us¦er'), 'visitor');
    assert.equal(renamed, whole.replaceAll('user', 'visitor'));
    const star = whole
      .replace('id AS user, at, plan FROM c', '* FROM t')
      .replace('anonymous_id: user', 'anonymous_id: us¦er');
    await assert.rejects(rename(star, 'visitor'), /\*/);
  });

  it('has an outline, and folds its front matter and its CTEs', async () => {
    const { uri } = await open(whole);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, ...children.map(child => child.name)]),
      [['Signups'], ['column_mapping', 'anonymous_id', 'timestamp'], ['c'], ['user'], ['at'], ['plan']],
    );
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      uri,
    );
    const ranges = folds.map(({ start, end }) => [start, end]);
    assert.deepEqual(ranges.slice(0, 1), [[0, 5]]);
    assert.deepEqual(ranges.at(-1), [6, 8]);
  });

  it('shows a value of each mapped column after a preview, cut and made harmless (T16)', async () => {
    const analysed = new AnalysedDocuments(() => 'unknown');
    const changed = new vscode.EventEmitter<void>();
    const values = new Map([
      ['user', 'u_1042'],
      ['at', `2026\u202e${'0'.repeat(40)}`],
    ]);
    const samples = { onDidChange: changed.event, sampleOf: (_: string, column: string) => values.get(column) };
    const hints = new InlayHints(analysed, samples);
    try {
      const { document, uri } = await open(whole);
      const all = new vscode.Range(0, 0, document.lineCount, 0);
      const show = async (): Promise<readonly string[]> => {
        const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
          'vscode.executeInlayHintProvider',
          uri,
          all,
        );
        return found.map(({ label, position }) => `${position.line}:${position.character} ${label as string}`);
      };
      assert.deepEqual(await show(), ['3:20 ‹u_1042›', `4:15 ‹2026\\u202e${'0'.repeat(13)}…›`]);
      const settings = vscode.workspace.getConfiguration('levered', uri);
      await settings.update('inlayHints', false, vscode.ConfigurationTarget.Workspace);
      try {
        assert.deepEqual(await show(), []);
      } finally {
        await settings.update('inlayHints', undefined, vscode.ConfigurationTarget.Workspace);
        at.removeLater('.vscode');
      }
    } finally {
      hints.dispose();
      analysed.dispose();
      changed.dispose();
    }
  });
});
