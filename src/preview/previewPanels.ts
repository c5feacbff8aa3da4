import * as vscode from 'vscode';
import { PreviewPanel, type PreviewServices } from './previewPanel.ts';
import { panelKey, parsePanelMemory, type PreviewTarget } from './previewTarget.ts';

const panelType = 'levered.preview';

/** The open preview panels, one for each definition of each environment. */
export class PreviewPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #services: PreviewServices;
  readonly #panels = new Map<string, PreviewPanel>();
  readonly #serializer: vscode.Disposable;

  constructor(services: PreviewServices) {
    this.#services = services;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(panelType, this);
  }

  /** Opens the definition's panel beside the editor, or brings it to the front, and runs its query. */
  async open(target: PreviewTarget): Promise<void> {
    const known = this.#panels.get(panelKey(target));
    known?.reveal();
    const panel =
      known ??
      this.#add(
        vscode.window.createWebviewPanel(panelType, vscode.l10n.t('Preview'), vscode.ViewColumn.Beside),
        target,
      );
    await panel.run(target);
  }

  /** Brings a panel back after a reload of the window: without rows, which are nobody's to keep (T35). */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const memory = parsePanelMemory(state);
    if (memory === undefined || this.#panels.has(panelKey(memory))) panel.dispose();
    else this.#add(panel, memory);
    return Promise.resolve();
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const panel of [...this.#panels.values()]) panel.dispose();
  }

  #add(view: vscode.WebviewPanel, target: PreviewTarget): PreviewPanel {
    const panel = new PreviewPanel(view, target, this.#services);
    this.#panels.set(panelKey(target), panel);
    panel.onDidDispose(() => this.#panels.delete(panelKey(target)));
    return panel;
  }
}
