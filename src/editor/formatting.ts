import * as vscode from 'vscode';
import { formatQuery, type FormatRefusal } from '../core/sql/formatQuery.ts';
import { placeOf, type AnalysedDocuments } from './analysedDocuments.ts';

/**
 * Format Document for the query alone: the front matter stays as it is, byte for byte. The formatter is loaded when it is
 * first asked for. What it cannot format without changing it is left as it is, and a message says why.
 */
export function registerFormatting(documents: AnalysedDocuments): vscode.Disposable {
  return vscode.languages.registerDocumentFormattingEditProvider('levered-sql', {
    provideDocumentFormattingEdits: (text, options, cancellation) => format(documents, text, options, cancellation),
  });
}

async function format(
  documents: AnalysedDocuments,
  text: vscode.TextDocument,
  options: vscode.FormattingOptions,
  cancellation: vscode.CancellationToken,
): Promise<vscode.TextEdit[]> {
  const { printQuery } = await import('./sqlPrinter.ts');
  if (cancellation.isCancellationRequested) return [];
  const analysed = documents.get(text);
  const { sqlToSend } = analysed.document;
  const indentation = { width: options.tabSize, useTabs: !options.insertSpaces };
  const formatted = formatQuery(sqlToSend, analysed.dialect, analysed.analysis, indentation, printQuery);
  if (formatted.kind === 'refused') {
    void vscode.window.showWarningMessage(wordRefusal(formatted.reason));
    return [];
  }
  if (formatted.sql === sqlToSend) return [];
  return [vscode.TextEdit.replace(placeOf(text, analysed, { start: 0, end: sqlToSend.length }), formatted.sql)];
}

function wordRefusal(reason: FormatRefusal): string {
  switch (reason) {
    case 'empty':
      return vscode.l10n.t('There is no query to format. Write one below the front matter.');
    case 'templating':
      return vscode.l10n.t(
        'The query was not formatted, because it contains template marks. Format a query without them.',
      );
    case 'severalStatements':
      return vscode.l10n.t(
        'The query was not formatted, because there is more than one statement. A definition takes one query.',
      );
    case 'tooLong':
      return vscode.l10n.t('The query was not formatted, because it is too long. Format it by hand.');
    case 'notUnderstood':
      return vscode.l10n.t(
        'The query was not formatted, because the formatter does not understand it. Look for a bracket or a quote that is not closed.',
      );
    case 'changed':
      return vscode.l10n.t(
        'The query was not formatted, because the formatter would have changed more than its layout. Format this one by hand.',
      );
  }
}
