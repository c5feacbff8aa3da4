import * as vscode from 'vscode';
import type { FrontMatterPlace } from '../core/authoring/writtenPlace.ts';
import { keyMeaning } from './hoverWords.ts';
import type { ItemPlace } from './completionPlace.ts';

/** Keys with what they mean, in the order in which they are written. */
export function keyItems(keys: readonly string[], place: FrontMatterPlace, at: ItemPlace): vscode.CompletionItem[] {
  return keys.map((key, index) => {
    const item = keyItem(key, [...place.path, key], place, at);
    item.sortText = String(index).padStart(3, '0');
    return item;
  });
}

/** The environments that have no id yet. */
export function environmentItems(
  names: readonly string[],
  present: readonly string[],
  place: FrontMatterPlace,
  at: ItemPlace,
): vscode.CompletionItem[] {
  return names.filter(name => !present.includes(name)).map(name => keyItem(name, [...place.path, name], place, at));
}

function keyItem(
  key: string,
  path: readonly string[],
  { at, form }: FrontMatterPlace,
  { range }: ItemPlace,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(key, vscode.CompletionItemKind.Property);
  const hasColon = at.kind === 'key' && at.hasColon;
  item.range = range;
  item.insertText = hasColon ? key : insertion(key, form);
  const meaning = keyMeaning(path);
  if (meaning !== undefined) item.documentation = new vscode.MarkdownString(meaning);
  // A value is next.
  if (!hasColon) item.command = { command: 'editor.action.triggerSuggest', title: '' };
  return item;
}

function insertion(key: string, form: FrontMatterPlace['form']): string | vscode.SnippetString {
  if (key === 'column_mapping' || key === 'factors')
    return new vscode.SnippetString(form === 'block' ? `${key}:\n  $0` : `${key}: {$0}`);
  return `${key}: `;
}
