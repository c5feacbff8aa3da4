import * as vscode from 'vscode';
import { PreviewPanel, type PreviewServices } from './previewPanel.ts';
import { panelKey, panelType, parsePanelMemory, type PreviewTarget } from './previewTarget.ts';

/** The open preview panels, one for each definition of each environment. */
export class PreviewPanels implements vscode.Disposable {
  readonly #services: PreviewServices;
  readonly #panels = new Map<string, PreviewPanel>();

  constructor(services: PreviewServices) {
    this.#services = services;
  }

  /**
   * Opens the definition's panel beside the editor, or brings it to the front, and runs its query. The focus stays
   * where it is, so that the next document opens where documents are and not over the rows.
   */
  async open(target: PreviewTarget): Promise<void> {
    const known = this.#panels.get(panelKey(target));
    known?.reveal();
    await (known ?? this.#add(this.#create(), target)).run(target, true);
  }

  /** Brings a panel back after a reload of the window: without rows, which are nobody's to keep (T35). */
  bringBack(panel: vscode.WebviewPanel, state: unknown): void {
    const memory = parsePanelMemory(state);
    if (memory === undefined || this.#panels.has(panelKey(memory))) panel.dispose();
    else this.#add(panel, memory);
  }

  dispose(): void {
    for (const panel of [...this.#panels.values()]) panel.dispose();
  }

  /** Where a preview is in view already, if one is: "beside" would add a column for each further definition. */
  #create(): vscode.WebviewPanel {
    const shown = [...this.#panels.values()].map(panel => panel.column).find(column => column !== undefined);
    const place = { viewColumn: shown ?? vscode.ViewColumn.Beside, preserveFocus: true };
    // Sorting, filters, what is selected and earlier results are in the page and nowhere else: they must outlive a look
    // at another tab.
    return vscode.window.createWebviewPanel(panelType, vscode.l10n.t('Preview'), place, {
      retainContextWhenHidden: true,
    });
  }

  #add(view: vscode.WebviewPanel, target: PreviewTarget): PreviewPanel {
    const panel = new PreviewPanel(view, target, this.#services);
    this.#panels.set(panelKey(target), panel);
    panel.onDidDispose(() => this.#panels.delete(panelKey(target)));
    return panel;
  }
}
