import * as vscode from 'vscode';
import type { Late } from '../platform/late.ts';
import type { PreviewPart } from './previewPart.ts';
import { panelType } from './previewTarget.ts';

/** Lets VS Code bring panels back after a reload of the window; the code of the panels is loaded for that. */
export function registerPanelSerializer(preview: Late<PreviewPart>): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(panelType, {
    deserializeWebviewPanel: async (panel, state) => (await preview.get()).panels.bringBack(panel, state),
  });
}
