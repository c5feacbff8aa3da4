import * as vscode from 'vscode';
import type { Catalog, CatalogState } from '../catalog/catalog.ts';
import type { Snapshot } from '../catalog/snapshot.ts';
import type { Plan } from '../core/plan/plan.ts';
import { plain } from '../core/text/plain.ts';
import { failureLine, wordFailure } from '../platform/failure.ts';
import type { Planner } from '../sync/planner.ts';
import { needsAttention } from '../sync/statusWords.ts';
import { tooltipOf, treeItemOf } from './definitionItem.ts';
import { childrenOf, type DefinitionNode, rootNodes } from './definitionNode.ts';

const viewId = 'levered.definitions';

interface Drawn {
  readonly snapshot: Snapshot | undefined;
  readonly plan: Plan | undefined;
  readonly error: unknown;
}

/**
 * The sidebar tree. Draws the catalog's state and fetches nothing itself, but for asking the catalog to load when the
 * view is first looked at.
 */
export class DefinitionsView implements vscode.TreeDataProvider<DefinitionNode>, vscode.Disposable {
  readonly #catalog: Catalog;
  readonly #planner: Planner;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<DefinitionNode>;
  readonly #subscriptions: vscode.Disposable;
  readonly #ours = new WeakSet<DefinitionNode>();
  #endProgress: (() => void) | undefined;
  /** What the lines in view were made of. */
  #drawn: Drawn | undefined;

  constructor(catalog: Catalog, planner: Planner) {
    this.#catalog = catalog;
    this.#planner = planner;
    this.#view = vscode.window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = vscode.Disposable.from(
      this.#view,
      this.#changed,
      catalog.onDidChange(state => this.#draw(state)),
      planner.onDidChange(() => this.#draw(catalog.state)),
      this.#view.onDidChangeVisibility(() => this.#loadIfSeen()),
    );
    this.#draw(catalog.state);
  }

  getTreeItem(node: DefinitionNode): vscode.TreeItem {
    return treeItemOf(node);
  }

  getChildren(node?: DefinitionNode): DefinitionNode[] {
    const nodes = node === undefined ? this.#roots() : childrenOf(node);
    for (const each of nodes) this.#ours.add(each);
    return nodes;
  }

  resolveTreeItem(item: vscode.TreeItem, node: DefinitionNode): vscode.TreeItem {
    if (node.kind === 'definition') item.tooltip = tooltipOf(node.definition, node.entry);
    return item;
  }

  /** Whether a command's argument is a line of this tree: another extension cannot make one up (T7). */
  owns(value: unknown): value is DefinitionNode {
    return typeof value === 'object' && value !== null && this.#ours.has(value as DefinitionNode);
  }

  dispose(): void {
    this.#endProgress?.();
    this.#subscriptions.dispose();
  }

  #roots(): DefinitionNode[] {
    const state = this.#catalog.state;
    const snapshot = this.#catalog.snapshot;
    const known = snapshot === undefined ? [] : rootNodes(snapshot, this.#plan());
    if (state.kind !== 'failed') return known;
    const failed: DefinitionNode = { kind: 'failed', error: state.error, subject: 'list' };
    return snapshot === undefined ? [failed] : [failed, { kind: 'old', takenAt: snapshot.takenAt }, ...known];
  }

  #draw(state: CatalogState): void {
    const snapshot = this.#catalog.snapshot;
    this.#drawLines({ snapshot, plan: this.#plan(), error: state.kind === 'failed' ? state.error : undefined });
    void vscode.commands.executeCommand('setContext', 'levered.catalog', state.kind);
    this.#view.description =
      snapshot === undefined
        ? ''
        : plain([snapshot.environment.name, snapshot.organization ?? '?'].join(' · '), 'label');
    this.#view.message = messageOf(state, snapshot);
    this.#showProgress(state.kind === 'loading');
    if (state.kind === 'idle') this.#loadIfSeen();
  }

  /**
   * Only when they have changed: while VS Code replaces lines, the button of a line that stays would give its command
   * no line to work on. Not in the middle of a run either, whose end draws them: a file that has its new id already
   * would be told as missing for as long as the list takes.
   */
  #drawLines(lines: Drawn): void {
    if (this.#planner.isPaused) return;
    const { snapshot, plan, error } = this.#drawn ?? { error: this };
    if (snapshot === lines.snapshot && plan === lines.plan && error === lines.error) return;
    this.#drawn = lines;
    this.#changed.fire();
    this.#view.badge = badgeOf(lines.plan);
  }

  /** The plan, if it is one of the definitions that are shown. */
  #plan(): Plan | undefined {
    const { planned } = this.#planner;
    return planned?.snapshot === this.#catalog.snapshot ? planned?.plan : undefined;
  }

  #showProgress(isLoading: boolean): void {
    if (isLoading === (this.#endProgress !== undefined)) return;
    this.#endProgress?.();
    this.#endProgress = undefined;
    if (!isLoading) return;
    const ended = new Promise<void>(resolve => (this.#endProgress = resolve));
    void vscode.window.withProgress({ location: { viewId } }, () => ended);
  }

  /** What becomes of the load is the catalog's new state, which this view draws. */
  #loadIfSeen(): void {
    if (this.#view.visible && this.#catalog.state.kind === 'idle') void this.#catalog.ensure();
  }
}

function badgeOf(plan: Plan | undefined): vscode.ViewBadge | undefined {
  const value = plan?.entries.filter(needsAttention).length ?? 0;
  if (value === 0) return undefined;
  const tooltip =
    value === 1
      ? vscode.l10n.t('1 definition differs between its file and Levered')
      : vscode.l10n.t('{0} definitions differ between files and Levered', value);
  return { value, tooltip };
}

/** Above the lines, where a text may take several: in a line of its own, a side bar cuts a failure off at its start. */
function messageOf(state: CatalogState, snapshot: Snapshot | undefined): string {
  if (state.kind === 'loading' && snapshot === undefined) {
    return vscode.l10n.t('Reading the definitions of the organization…');
  }
  if (state.kind === 'failed') return plain(failureLine(wordFailure(state.error)), 'label', 500);
  if (snapshot?.source.kind === 'failed') return plain(failureLine(wordFailure(snapshot.source.error)), 'label', 500);
  return '';
}
