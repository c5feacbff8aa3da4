import * as vscode from 'vscode';

/** The extension under test, as VS Code knows it. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('levered.levered');
  if (found === undefined) throw new Error('VS Code does not know the extension levered.levered.');
  return found;
}

interface Contributions {
  readonly commands: readonly { readonly command: string; readonly title: string }[];
  readonly menus: Readonly<Record<string, readonly { readonly command?: string; readonly when?: string }[]>>;
  readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
}

/** What package.json contributes. */
export function contributions(): Contributions {
  return (extension().packageJSON as { readonly contributes: Contributions }).contributes;
}
