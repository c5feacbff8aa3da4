import * as vscode from 'vscode';
import { mappedColumns, isColumn, columnsOf } from '../core/authoring/mappedColumns.ts';
import type { Field } from '../core/document/leveredDocument.ts';
import type { TextRange } from '../core/document/problem.ts';
import type { OutputColumn } from '../core/sql/queryAnalysis.ts';
import { plain } from '../core/text/plain.ts';
import type { AnalysedDocument, AnalysedDocuments } from './analysedDocuments.ts';
import { keyMeaning } from './hoverWords.ts';

const expressionLimit = 1_000;

/** Over the front matter: what a key means, and the expression that a mapped column comes from. */
export function registerHover(documents: AnalysedDocuments): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { language: 'levered-sql' },
    { provideHover: (text, position) => hoverAt(documents.get(text), text, position) },
  );
}

function hoverAt(
  read: AnalysedDocument,
  text: vscode.TextDocument,
  position: vscode.Position,
): vscode.Hover | undefined {
  const offset = text.offsetAt(position);
  const found = fieldAt(read.document.frontMatter?.fields ?? [], offset, []);
  if (found === undefined) return undefined;
  const { field, path, place } = found;
  const parts: vscode.MarkdownString[] = [];
  const meaning = keyMeaning(path);
  if (meaning !== undefined && place === field.keyRange) parts.push(new vscode.MarkdownString(meaning));
  const mapped = mappedColumns(read.document).find(one => one.field === field);
  const columns =
    mapped === undefined ? [] : columnsOf(read.analysis).filter(one => isColumn(mapped.name, one, read.dialect));
  for (const column of columns) parts.push(originOf(read, text, column));
  if (parts.length === 0) return undefined;
  return new vscode.Hover(parts, new vscode.Range(text.positionAt(place.start), text.positionAt(place.end)));
}

interface Found {
  readonly field: Field;
  readonly path: readonly string[];
  readonly place: TextRange;
}

function fieldAt(fields: readonly Field[], offset: number, above: readonly string[]): Found | undefined {
  const isIn = ({ start, end }: TextRange): boolean => start <= offset && offset <= end;
  for (const field of fields) {
    const path = [...above, field.key];
    if (isIn(field.keyRange)) return { field, path, place: field.keyRange };
    if (!isIn(field.valueRange)) continue;
    return field.fields === undefined ? { field, path, place: field.valueRange } : fieldAt(field.fields, offset, path);
  }
  return undefined;
}

/** The expression as it is written, in a code block: what is in it is nobody's markup (T17). */
function originOf(read: AnalysedDocument, text: vscode.TextDocument, { range }: OutputColumn): vscode.MarkdownString {
  const { sqlToSend, sql } = read.document;
  const line = text.positionAt(sql.start + range.start).line + 1;
  const said = new vscode.MarkdownString();
  said.appendText(vscode.l10n.t('Returned by line {0}:', line));
  return said.appendCodeblock(plain(sqlToSend.slice(range.start, range.end), 'multiline', expressionLimit), 'sql');
}
