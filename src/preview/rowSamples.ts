import * as vscode from 'vscode';
import { firstValues } from '../core/preview/firstValues.ts';
import type { PreviewSamples } from '../editor/inlayHints.ts';

/** A value of each column of a file's newest preview, for as long as its panel is open. */
export class RowSamples implements PreviewSamples, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #samples = new Map<string, ReadonlyMap<string, string>>();

  /** @param rows the JSON text of the array of rows */
  keep(file: string, rows: string): void {
    this.#samples.set(file, firstValues(rows));
    this.#changed.fire();
  }

  forget(file: string): void {
    if (this.#samples.delete(file)) this.#changed.fire();
  }

  sampleOf(uri: string, column: string): string | undefined {
    return this.#samples.get(uri)?.get(column);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
