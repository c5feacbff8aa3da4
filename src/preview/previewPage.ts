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
 * The page of a panel. Its policy allows our script by nonce and our style sheet, and nothing else: no connection, no
 * image, no frame, no form, no inline style, no text turned into elements (T15, T19).
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
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
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

function attribute(text: string): string {
  return text.replace(/[&"<>]/g, character => `&#${character.charCodeAt(0)};`);
}
