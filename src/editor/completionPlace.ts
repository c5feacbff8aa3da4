import type * as vscode from 'vscode';

/** Where an item goes. */
export interface ItemPlace {
  readonly range: vscode.Range;
  /** What has to come before the text: a space behind a colon. */
  readonly lead: string;
  /** What stands in the range now. */
  readonly written: string;
}

/** Puts a value in its place; VS Code compares what is written, quote and all, with the name. */
export function put(
  item: vscode.CompletionItem,
  text: string,
  name: string,
  { range, lead, written }: ItemPlace,
): void {
  const quote = /^["']/.exec(written)?.[0] ?? '';
  item.range = range;
  item.insertText = lead + text;
  item.filterText = lead + quote + name;
}
