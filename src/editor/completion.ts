import * as vscode from 'vscode';
import { frontMatterPlaceAt, frontMatterRange } from '../core/authoring/frontMatterPlace.ts';
import { wantedAt } from '../core/authoring/wanted.ts';
import type { FrontMatterPlace } from '../core/authoring/writtenPlace.ts';
import { findFence } from '../core/document/fence.ts';
import type { AnalysedDocuments } from './analysedDocuments.ts';
import { columnItems, idItems, wordItems } from './completionValues.ts';
import { environmentItems, keyItems } from './completionKeys.ts';
import { frontMatterSnippet } from './completionSnippet.ts';
import { sqlItems } from './completionSql.ts';
import type { KnownMetrics } from './hoverMetrics.ts';

/** What completion asks for; all of it is in memory. */
export interface CompletionParts {
  readonly documents: AnalysedDocuments;
  readonly metrics: KnownMetrics;
  /** The names of the environments that can be used. */
  readonly environments: () => readonly string[];
}

/** Offers what belongs at the cursor in a front matter, and in a query the names that the mapping expects of it. */
export function registerCompletion(parts: CompletionParts): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    { language: 'levered-sql' },
    { provideCompletionItems: (text, position, _, context) => completionsAt(parts, text, position, context) },
    ' ',
    ':',
    ',',
    '{',
  );
}

function completionsAt(
  parts: CompletionParts,
  text: vscode.TextDocument,
  position: vscode.Position,
  { triggerKind }: vscode.CompletionContext,
): vscode.CompletionItem[] {
  const offset = text.offsetAt(position);
  const source = text.getText();
  const area = frontMatterRange(source);
  const isOpening = !/[\r\n]/.test(source.slice(0, offset).trimStart()) && findFence(source)?.closed !== true;
  if (area === undefined || isOpening) return frontMatterSnippet(text, position);
  if (offset <= area.end) {
    const place = frontMatterPlaceAt(source, offset);
    return place === undefined ? [] : frontMatterItems(parts, text, place);
  }
  const read = parts.documents.get(text);
  if (offset < read.document.sql.start) return [];
  const isAsked = triggerKind !== vscode.CompletionTriggerKind.TriggerCharacter;
  return sqlItems(read, text, offset, isAsked);
}

function frontMatterItems(
  { documents, metrics, environments }: CompletionParts,
  text: vscode.TextDocument,
  place: FrontMatterPlace,
): vscode.CompletionItem[] {
  const read = documents.get(text);
  const range = new vscode.Range(text.positionAt(place.range.start), text.positionAt(place.range.end));
  const lead = place.at.kind === 'value' && place.at.needsSpace ? ' ' : '';
  const at = { range, lead, written: text.getText(range) };
  const wanted = wantedAt(place, kindIn(text.getText()));
  if (wanted === undefined) return [];
  switch (wanted.kind) {
    case 'keys':
      return keyItems(wanted.keys, place, at);
    case 'words':
      return wordItems(wanted.words, at);
    case 'column':
      return columnItems(read, place, at);
    case 'metricId':
      return idItems(metrics, wanted.environment, at);
    case 'environment':
      return environmentItems(environments(), wanted.present, place, at);
    default:
      return wanted satisfies never;
  }
}

/** From the text alone: the YAML may be broken right now. */
function kindIn(source: string): 'metric' | 'assignment_source' {
  const area = frontMatterRange(source);
  const isSource = /^[ \t]*["']?kind["']?\s*:\s*["']?assignment_source\b/m.test(source.slice(area?.start, area?.end));
  return isSource ? 'assignment_source' : 'metric';
}
