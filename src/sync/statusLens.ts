import * as vscode from 'vscode';
import type { Status } from '../core/plan/plan.ts';
import type { Planner } from './planner.ts';
import { entryLook } from './statusWords.ts';

/** Where file and organization say different things. */
const comparable: ReadonlySet<Status> = new Set(['modified', 'outdated', 'conflict']);

/** Above the first line of a definition: how it stands, and what can be done with it. */
export class StatusLens implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #planner: Planner;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(planner: Planner) {
    this.#planner = planner;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      planner.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('levered.codeLens')) this.#changed.fire();
      }),
      vscode.languages.registerCodeLensProvider({ language: 'levered-sql' }, this),
    );
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const isWanted = vscode.workspace.getConfiguration('levered', uri).get<unknown>('codeLens') !== false;
    if (!isWanted || !vscode.workspace.isTrusted) return [];
    const { t } = vscode.l10n;
    const lens = (title: string, command: string, tooltip: string): vscode.CodeLens =>
      new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command, tooltip, arguments: [uri] });
    const preview = lens(t('Preview'), 'levered.preview', t('Run the query as it stands here and see its rows'));
    const entry = this.#planner.entryOf(uri);
    if (entry === undefined) return [preview];

    const { word, icon, meaning } = entryLook(entry);
    const environment = this.#planner.plan?.environment ?? '';
    const lenses = [lens(`$(${icon}) ${word} · ${environment}`, 'levered.compare', meaning), preview];
    if (entry.action !== undefined)
      lenses.push(lens(t('Push'), 'levered.push', t('Bring the file into the organization')));
    if (entry.status === 'unknown')
      lenses.push(lens(t('Find Out…'), 'levered.push', t('Look for what became of the write, or decide about it')));
    if (entry.status === 'outdated')
      lenses.push(lens(t('Pull'), 'levered.pull', t('Bring the newer version into the file')));
    if (comparable.has(entry.status))
      lenses.push(lens(t('Compare'), 'levered.compare', t('See the file beside what Levered has')));
    if (entry.status === 'conflict') lenses.push(lens(t('Merge'), 'levered.merge', t('Bring both versions together')));
    return lenses;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}
