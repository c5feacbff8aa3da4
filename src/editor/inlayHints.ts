import * as vscode from 'vscode';
import { mappedColumns } from '../core/authoring/mappedColumns.ts';
import { plain } from '../core/text/plain.ts';
import type { AnalysedDocuments } from './analysedDocuments.ts';

/** Values of the newest preview of a file. */
export interface PreviewSamples {
  readonly onDidChange: vscode.Event<unknown>;
  /**
   * @param uri of the file, as text
   * @returns one value of an output column as the preview shows it; undefined without a preview or such a column
   */
  sampleOf(uri: string, column: string): string | undefined;
}

/** Longer samples are cut. */
const sampleLimit = 24;

/** Beside each entry of the mapping that names a column: a value that the newest preview had in it. */
export class InlayHints implements vscode.InlayHintsProvider, vscode.Disposable {
  readonly #documents: AnalysedDocuments;
  readonly #samples: PreviewSamples;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeInlayHints = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(documents: AnalysedDocuments, samples: PreviewSamples) {
    this.#documents = documents;
    this.#samples = samples;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      samples.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('levered.inlayHints')) this.#changed.fire();
      }),
      vscode.languages.registerInlayHintsProvider({ language: 'levered-sql' }, this),
    );
  }

  provideInlayHints(text: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
    const isWanted = vscode.workspace.getConfiguration('levered', text.uri).get<unknown>('inlayHints') !== false;
    if (!isWanted) return [];
    const uri = text.uri.toString();
    return mappedColumns(this.#documents.get(text).document).flatMap(({ field, name }) => {
      const position = text.positionAt(field.valueRange.end);
      const sample = range.contains(position) ? this.#samples.sampleOf(uri, name) : undefined;
      if (sample === undefined) return [];
      const hint = new vscode.InlayHint(position, `‹${plain(sample, 'label', sampleLimit)}›`);
      hint.paddingLeft = true;
      hint.tooltip = vscode.l10n.t('A value of this column in the newest preview');
      return [hint];
    });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}
