import * as vscode from 'vscode';

/** In a file without a front matter, while there is nothing before the cursor but its beginnings: a whole one. */
export function frontMatterSnippet(text: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
  const before = text.getText(new vscode.Range(new vscode.Position(0, 0), position));
  const word = before.replace(/^\uFEFF?\s*/, '');
  const isLine = before.length === word.length || /[\r\n\uFEFF]$/.test(before.slice(0, before.length - word.length));
  if (!isLine || !/^(?:\/\*?-{0,3}|-{1,3}|\w*)$/.test(word)) return [];
  const range = new vscode.Range(text.positionAt(before.length - word.length), position);
  const { t } = vscode.l10n;
  const rest = text.getText(new vscode.Range(position, text.lineAt(text.lineCount - 1).range.end));
  const query =
    rest.trim() === ''
      ? ['SELECT ${5:user_id} AS anonymous_id, ${6:converted_at} AS timestamp', 'FROM ${7:conversions}$0']
      : ['$0'];
  const item = new vscode.CompletionItem(t('Levered metric'), vscode.CompletionItemKind.Snippet);
  item.detail = t('The front matter of a new metric');
  item.range = range;
  item.filterText = word === '' ? 'metric' : `${word} levered metric`;
  item.insertText = new vscode.SnippetString(
    [
      '/*---',
      'kind: metric',
      'name: ${1:Signup Conversion}',
      'column_mapping:',
      '  anonymous_id: ${2:anonymous_id}',
      '  timestamp: ${3:timestamp}',
      '  reward_type: ${4|bool,numeric|}',
      '---*/',
      ...query,
    ].join('\n'),
  );
  return [item];
}
