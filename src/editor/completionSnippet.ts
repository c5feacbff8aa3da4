import * as vscode from 'vscode';

/**
 * A whole front matter, where there is none: for a query that is there already, from the top of the file, and in a file
 * with nothing in it but the beginning of a fence. What else an empty file may begin with are the extension's snippets.
 */
export function frontMatterSnippet(text: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
  const before = text.getText(new vscode.Range(new vscode.Position(0, 0), position));
  const written = before.replace(/^\uFEFF?\s*/, '');
  const blank = before.slice(0, before.length - written.length);
  const query = text.getText(new vscode.Range(position, text.lineAt(text.lineCount - 1).range.end));
  const isBegun = /^(?:\/\*?-{0,3}|-{1,3})$/.test(written);
  const isWanted =
    isBegun || (query.trim() !== '' && (written === '' || (/^\w+$/.test(written) && !/^\w/.test(query))));
  // A fence has a line for itself.
  if (!isWanted || !/(?:^|[\r\n\uFEFF])$/.test(blank)) return [];
  const { t } = vscode.l10n;
  const item = new vscode.CompletionItem(t('Levered front matter'), vscode.CompletionItemKind.Snippet);
  item.detail = t('What Levered has to know of a metric beside its query');
  item.range = new vscode.Range(text.positionAt(blank.length), position);
  item.filterText = `${isBegun ? written : ''} levered front matter`.trimStart();
  item.insertText = new vscode.SnippetString(
    [...frontMatter, /^[ \t]*(?:[\r\n]|$)/.test(query) ? '$0' : '\n$0'].join(''),
  );
  return [item];
}

const frontMatter = [
  '/*---\n',
  'kind: metric\n',
  'name: ${1:Signup Conversion}\n',
  'column_mapping:\n',
  '  anonymous_id: ${2:anonymous_id}\n',
  '  timestamp: ${3:timestamp}\n',
  '  reward_type: ${4|bool,numeric|}\n',
  '---*/',
];
