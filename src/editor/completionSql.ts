import * as vscode from 'vscode';
import { expectedAliases } from '../core/authoring/expectedAliases.ts';
import { mappedColumns } from '../core/authoring/mappedColumns.ts';
import { sqlPlaceAt } from '../core/authoring/sqlPlace.ts';
import { plain } from '../core/text/plain.ts';
import { placeOf, type AnalysedDocument } from './analysedDocuments.ts';
import { keyMeaning } from './hoverWords.ts';

/**
 * In a select list the names that the mapping expects and the query does not return yet; behind FROM the CTEs.
 * @param isAsked false where a mere space or comma asks: what it opens would take the Enter of a person who goes on to
 *   the next line, so only a word that has to be followed by a name counts.
 */
export function sqlItems(
  read: AnalysedDocument,
  text: vscode.TextDocument,
  offset: number,
  isAsked: boolean,
): vscode.CompletionItem[] {
  const { document, dialect } = read;
  const place = sqlPlaceAt(document.sql.text, offset - document.sql.start, dialect);
  const isNameNext = place?.kind === 'alias' || place?.kind === 'table';
  if (place === undefined || !(isAsked || isNameNext)) return [];
  const range = placeOf(text, read, place.range);
  if (place.kind === 'table')
    return place.tables.map(name => {
      const item = new vscode.CompletionItem(plain(name, 'icons'), vscode.CompletionItemKind.Struct);
      item.insertText = name;
      item.range = range;
      item.detail = vscode.l10n.t('Common table expression of this query');
      return item;
    });
  return expectedAliases(read, place.range)
    .filter(name => /^[A-Za-z_]\w*$/.test(name))
    .map((name, index) => {
      const written = place.kind === 'expressionEnd' ? `AS ${name}` : name;
      const item = new vscode.CompletionItem(written, vscode.CompletionItemKind.Field);
      item.range = range;
      item.sortText = `0${String(index).padStart(3, '0')}`;
      const path = mappedColumns(document).find(mapped => mapped.name === name)?.path ?? '';
      item.detail = vscode.l10n.t('Expected by {0} of the column mapping', plain(path, 'icons'));
      const meaning = keyMeaning(['column_mapping', ...path.split('.')]);
      if (meaning !== undefined) item.documentation = new vscode.MarkdownString(meaning);
      return item;
    });
}
