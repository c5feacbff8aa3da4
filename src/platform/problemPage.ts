import * as vscode from 'vscode';

/**
 * Where a problem's code is explained: on a page of the repository that the extension's manifest names.
 * @param code a heading of docs/problems.md
 */
export function problemPage(code: string, { packageJSON }: vscode.Extension<unknown>): vscode.Uri {
  const { repository } = packageJSON as { readonly repository: { readonly url: string } };
  return vscode.Uri.parse(`${repository.url.replace(/\.git$/, '')}/blob/main/docs/problems.md#${code}`);
}
