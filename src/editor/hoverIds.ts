import * as vscode from 'vscode';
import { plain } from '../core/text/plain.ts';
import { entryLook } from '../sync/statusWords.ts';
import type { KnownMetric, KnownMetrics } from './hoverMetrics.ts';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const uuidLength = 36;
const sqlLimit = 2_000;

/** Over the id of a known metric in any file of the workspace: which metric it is. Looks into memory alone. */
export function registerIdHover(metrics: KnownMetrics): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { scheme: '*' },
    { provideHover: (text, position) => idHoverAt(metrics, text, position) },
  );
}

function idHoverAt(
  metrics: KnownMetrics,
  text: vscode.TextDocument,
  position: vscode.Position,
): vscode.Hover | undefined {
  const isOurs = vscode.workspace.getWorkspaceFolder(text.uri) !== undefined || text.languageId === 'levered-sql';
  const isWanted = vscode.workspace.getConfiguration('levered', text.uri).get<unknown>('idHovers') !== false;
  if (!isOurs || !isWanted) return undefined;
  const from = Math.max(0, position.character - uuidLength);
  // The cursor may be at either end of it, and a line may be as long as a file.
  const near = text.getText(new vscode.Range(position.line, from, position.line, position.character + uuidLength));
  for (const { 0: id, index } of near.matchAll(uuid)) {
    const start = from + index;
    if (position.character < start || position.character > start + uuidLength) continue;
    const known = metrics.find(id);
    if (known === undefined) return undefined;
    return new vscode.Hover(
      describe(known, metrics.environment),
      new vscode.Range(position.line, start, position.line, start + uuidLength),
    );
  }
  return undefined;
}

/**
 * Name and query in blocks of code, where nothing is a link, a picture or an icon (T17): outside of them even the
 * address of a page would be a link.
 */
function describe({ metric, entry }: KnownMetric, environment: string | undefined): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const status = entry === undefined ? t('metric') : t('metric · {0}', entryLook(entry).word);
  const said = new vscode.MarkdownString().appendCodeblock(plain(metric.name, 'label'), 'plaintext');
  said.appendText(environment === undefined ? status : `${status} · ${environment}`);
  return said.appendCodeblock(plain(metric.sql, 'multiline', sqlLimit), 'sql');
}
