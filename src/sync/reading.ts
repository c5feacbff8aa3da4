import * as vscode from 'vscode';
import type { Planned, Planner } from './planner.ts';

/** Reads definitions and files anew, and shows meanwhile that it does. @throws as `Planner.refresh` */
export async function readAnew(planner: Planner): Promise<Planned> {
  const title = vscode.l10n.t('Reading definitions and files…');
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => planner.refresh());
}
