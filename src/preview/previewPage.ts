import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { PreviewTarget } from './previewTarget.ts';

/** Where the page's own files are: the only ones that it may load (T19). */
export function pageRoot(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

/** A text that nobody can guess, for signing the page's messages and its script. */
export function randomText(): string {
  return randomBytes(24).toString('base64url');
}

/**
 * The page of a panel. Its policies allow our script by nonce and our style sheet, and nothing else: no connection, no
 * image, no frame, no form, no inline style, no text turned into elements (T15, T19). The second one says where a script
 * may come from: a script in the page can read the nonce, and with that alone it could load another from anywhere.
 */
export function previewPage(
  webview: vscode.Webview,
  extension: vscode.Uri,
  session: string,
  memory: PreviewTarget,
): string {
  const nonce = randomText();
  const root = pageRoot(extension);
  const script = webview.asWebviewUri(vscode.Uri.joinPath(root, 'preview.js')).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(root, 'preview-style.css')).toString();
  const files = fileSources(webview);
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${files}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
    <meta http-equiv="Content-Security-Policy" content="${attribute(`script-src ${files}`)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${attribute(style)}">
    <title>${vscode.l10n.t('Preview')}</title>
  </head>
  <body>
    <main id="preview" data-session="${attribute(session)}" data-memory="${attribute(JSON.stringify(memory))}"></main>
    <script type="module" nonce="${nonce}" src="${attribute(script)}"></script>
  </body>
</html>`;
}

/** Where the page's files come from. In a browser `'self'` is the editor's own server, which has all others as well. */
function fileSources({ cspSource }: vscode.Webview): string {
  const others = cspSource.split(' ').filter(source => source !== "'self'");
  return others.length === 0 ? cspSource : others.join(' ');
}

function attribute(text: string): string {
  return text.replace(/[&"<>]/g, character => `&#${character.charCodeAt(0)};`);
}
