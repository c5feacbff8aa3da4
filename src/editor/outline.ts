import * as vscode from 'vscode';
import { outline, type OutlinePart } from '../core/authoring/outline.ts';
import type { TextRange } from '../core/document/problem.ts';
import { plain } from '../core/text/plain.ts';
import type { AnalysedDocuments } from './analysedDocuments.ts';

/** The outline: the definition's name, its mapping, the CTEs and the output columns. */
export function registerOutline(documents: AnalysedDocuments): vscode.Disposable {
  return vscode.languages.registerDocumentSymbolProvider(
    { language: 'levered-sql' },
    { provideDocumentSymbols: text => outline(documents.get(text)).map(part => symbolOf(text, part)) },
    { label: 'Levered' },
  );
}

function symbolOf(text: vscode.TextDocument, part: OutlinePart): vscode.DocumentSymbol {
  const place = ({ start, end }: TextRange): vscode.Range =>
    new vscode.Range(text.positionAt(start), text.positionAt(end));
  const symbol = new vscode.DocumentSymbol(
    plain(part.label, 'icons'),
    part.kind === 'name' || part.kind === 'commonTable' ? kindWords(part) : plain(part.detail, 'icons'),
    symbolKinds[part.kind],
    place(part.range),
    place(part.selection),
  );
  symbol.children = part.parts.map(inner => symbolOf(text, inner));
  return symbol;
}

const symbolKinds: Readonly<Record<OutlinePart['kind'], vscode.SymbolKind>> = {
  name: vscode.SymbolKind.Class,
  mapping: vscode.SymbolKind.Object,
  mapped: vscode.SymbolKind.Property,
  commonTable: vscode.SymbolKind.Struct,
  column: vscode.SymbolKind.Field,
};

function kindWords({ definition }: OutlinePart): string {
  const { t } = vscode.l10n;
  if (definition === undefined) return t('common table expression');
  return definition === 'metric' ? t('metric') : t('assignment source');
}
