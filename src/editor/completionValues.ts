import * as vscode from 'vscode';
import { mappedColumns, nameOf, columnsOf, isColumn } from '../core/authoring/mappedColumns.ts';
import type { FrontMatterPlace } from '../core/authoring/writtenPlace.ts';
import { expressionOf } from '../core/authoring/outline.ts';
import { yamlText } from '../core/document/yamlText.ts';
import { plain } from '../core/text/plain.ts';
import type { AnalysedDocument } from './analysedDocuments.ts';
import { put, type ItemPlace } from './completionPlace.ts';
import type { KnownMetrics } from './hoverMetrics.ts';

/** As much of a query as its documentation shows. */
const sqlLimit = 2_000;

/** The values of which one has to stand here, in their usual order. */
export function wordItems(words: readonly string[], at: ItemPlace): vscode.CompletionItem[] {
  return words.map((word, index) => {
    const item = new vscode.CompletionItem(word, vscode.CompletionItemKind.EnumMember);
    put(item, word, word, at);
    item.sortText = String(index);
    return item;
  });
}

/** The query's output columns as far as they can be told, those that another entry names already behind the others. */
export function columnItems(
  { document, analysis, dialect }: AnalysedDocument,
  { at: part }: FrontMatterPlace,
  at: ItemPlace,
): vscode.CompletionItem[] {
  const own = part.kind === 'value' ? part.key : '';
  const mapped = mappedColumns(document).filter(({ field }) => field.key !== own);
  const seen = new Set<string>();
  return columnsOf(analysis).flatMap((column, index) => {
    const name = nameOf(column);
    if (name === undefined || name === '' || seen.has(name)) return [];
    seen.add(name);
    const item = new vscode.CompletionItem(plain(name, 'icons'), vscode.CompletionItemKind.Field);
    put(item, yamlText(name, { inComment: document.fence === 'comment' }), name, at);
    item.detail = plain(expressionOf(document, column.range), 'icons');
    const isMapped = mapped.some(other => isColumn(other.name, column, dialect));
    item.sortText = `${isMapped ? 'b' : 'a'}${String(index).padStart(4, '0')}`;
    if (name === own && !isMapped) item.preselect = true;
    return [item];
  });
}

/** The metrics as last read, found by name or id. Ids of another environment are not known. */
export function idItems(
  metrics: KnownMetrics,
  environment: string | undefined,
  at: ItemPlace,
): vscode.CompletionItem[] {
  if (environment !== undefined && environment !== metrics.environment) return [];
  return metrics.list().map(({ id, name, sql }) => {
    const label = { label: plain(name, 'icons') || id, description: id };
    const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Reference);
    put(item, yamlText(id, { inComment: true }), `${name} ${id}`, at);
    item.documentation = new vscode.MarkdownString().appendCodeblock(plain(sql, 'multiline', sqlLimit), 'sql');
    return item;
  });
}
