import * as vscode from 'vscode';
import { foldings } from '../core/authoring/foldings.ts';
import type { AnalysedDocuments } from './analysedDocuments.ts';

/** Folds the front matter, regions, the CTEs, and what is indented. */
export function registerFolding(documents: AnalysedDocuments): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider(
    { language: 'levered-sql' },
    {
      provideFoldingRanges(text) {
        const { document, analysis } = documents.get(text);
        return foldings(document.text, document.sql.start, analysis).map(({ kind, start, end }) =>
          kind === 'frontMatter' || kind === 'region'
            ? new vscode.FoldingRange(start, end, vscode.FoldingRangeKind.Region)
            : new vscode.FoldingRange(start, end),
        );
      },
    },
  );
}
