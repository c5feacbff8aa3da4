import * as vscode from 'vscode';
import { columnTieAt } from '../core/authoring/columnTie.ts';
import { commonTableAt, type CommonTableUses } from '../core/authoring/commonTableUses.ts';
import type { TextRange } from '../core/document/problem.ts';
import type { OutputColumn } from '../core/sql/queryAnalysis.ts';
import { placeOf, type AnalysedDocument, type AnalysedDocuments } from './analysedDocuments.ts';

/** From an entry of the mapping to its column and back, and from a CTE's name to the CTE; all places that name one. */
export function registerNavigation(documents: AnalysedDocuments): vscode.Disposable {
  const selector = { language: 'levered-sql' };
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(selector, {
      provideDefinition: (text, position) => definitionAt(documents.get(text), text, position),
    }),
    vscode.languages.registerReferenceProvider(selector, {
      provideReferences: (text, position, { includeDeclaration }) =>
        referencesAt(documents.get(text), text, position, includeDeclaration),
    }),
  );
}

function definitionAt(
  read: AnalysedDocument,
  text: vscode.TextDocument,
  position: vscode.Position,
): vscode.LocationLink[] {
  const offset = text.offsetAt(position);
  const tie = columnTieAt(read, offset);
  if (tie !== undefined) {
    const origin = rangeOf(text, tie.range);
    const isMapping = tie.range.end <= read.document.sql.start;
    const isReference = tie.references.some(({ range }) => placeOf(text, read, range).isEqual(origin));
    const columns = tie.columns.map(column => columnLink(read, text, column, origin));
    const mapped = tie.mapped.map(({ field }) => {
      const whole = { start: field.keyRange.start, end: field.valueRange.end };
      return link(text.uri, rangeOf(text, whole), rangeOf(text, field.valueRange), origin);
    });
    return isMapping || isReference ? columns : mapped;
  }
  const table = tableAt(read, offset);
  if (table === undefined) return [];
  const { range, nameRange } = table.table;
  return [link(text.uri, placeOf(text, read, range), placeOf(text, read, nameRange))];
}

function referencesAt(
  read: AnalysedDocument,
  text: vscode.TextDocument,
  position: vscode.Position,
  withDeclaration: boolean,
): vscode.Location[] {
  const offset = text.offsetAt(position);
  const location = (range: vscode.Range): vscode.Location => new vscode.Location(text.uri, range);
  const tie = columnTieAt(read, offset);
  if (tie !== undefined) {
    const declared = withDeclaration ? tie.columns.map(column => nameRangeOf(read, text, column)) : [];
    const mapped = tie.mapped.map(({ field }) => rangeOf(text, field.valueRange));
    const named = tie.references.map(({ range }) => placeOf(text, read, range));
    return [...mapped, ...declared, ...named].map(location);
  }
  const table = tableAt(read, offset);
  if (table === undefined) return [];
  const declared = withDeclaration ? [table.table.nameRange] : [];
  return [...declared, ...table.uses].map(range => location(placeOf(text, read, range)));
}

function tableAt({ document, analysis, dialect }: AnalysedDocument, offset: number): CommonTableUses | undefined {
  const inSql = offset - document.sql.start;
  return inSql < 0 ? undefined : commonTableAt(document.sqlToSend, analysis, dialect, inSql);
}

function columnLink(
  read: AnalysedDocument,
  text: vscode.TextDocument,
  column: OutputColumn,
  origin: vscode.Range,
): vscode.LocationLink {
  return link(text.uri, placeOf(text, read, column.range), nameRangeOf(read, text, column), origin);
}

function nameRangeOf(read: AnalysedDocument, text: vscode.TextDocument, column: OutputColumn): vscode.Range {
  return placeOf(text, read, column.kind === 'named' ? column.nameRange : column.range);
}

function link(
  targetUri: vscode.Uri,
  targetRange: vscode.Range,
  targetSelectionRange: vscode.Range,
  originSelectionRange?: vscode.Range,
): vscode.LocationLink {
  return {
    targetUri,
    targetRange,
    targetSelectionRange,
    ...(originSelectionRange === undefined ? {} : { originSelectionRange }),
  };
}

function rangeOf(text: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
  return new vscode.Range(text.positionAt(start), text.positionAt(end));
}
