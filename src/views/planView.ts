import * as vscode from 'vscode';
import type { Outcome } from '../core/apply/outcome.ts';
import type { Plan, PlanEntry } from '../core/plan/plan.ts';
import { entryItem, groupItem, noteItem, outcomeItem, planNotes } from './planItem.ts';
import { grouped, isPushable, type PlanGroup } from './planNode.ts';

/** A line of the plan view. */
export type PlanNode =
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'group'; readonly group: PlanGroup; readonly entries: readonly PlanEntry[] }
  | { readonly kind: 'entry'; readonly entry: PlanEntry }
  | { readonly kind: 'outcome'; readonly outcome: Outcome };

type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'review'; readonly plan: Plan; readonly chosen: Set<string> }
  | { readonly kind: 'running' | 'finished'; readonly plan: Plan; readonly outcomes: readonly Outcome[] };

/**
 * A plan before it is carried out, with a box for each definition that a push would write; then what becomes of each,
 * line by line; then the summary, until the person closes it.
 */
export class PlanView implements vscode.TreeDataProvider<PlanNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<PlanNode>;
  readonly #subscriptions: vscode.Disposable;
  readonly #ours = new WeakSet<PlanNode>();
  #shown: Shown = { kind: 'nothing' };

  constructor() {
    this.#view = vscode.window.createTreeView<PlanNode>('levered.plan', {
      treeDataProvider: this,
      manageCheckboxStateManually: true,
    });
    this.#subscriptions = vscode.Disposable.from(
      this.#view,
      this.#changed,
      this.#view.onDidChangeCheckboxState(({ items }) => this.#choose(items)),
    );
  }

  /** Shows a plan for review, everything that can be pushed chosen, and brings the view to the front. */
  async review(plan: Plan): Promise<void> {
    const chosen = new Set(plan.entries.filter(isPushable).map(({ key }) => key));
    this.#show({ kind: 'review', plan, chosen });
    await vscode.commands.executeCommand('levered.plan.focus');
  }

  /** What is under review, and which entries of it are chosen. */
  get reviewed(): { readonly plan: Plan; readonly chosen: ReadonlySet<string> } | undefined {
    return this.#shown.kind === 'review' ? this.#shown : undefined;
  }

  /** Shows outcomes as they come; `finish` leaves them to be read until the view is closed. */
  begin(plan: Plan): { add(outcome: Outcome): void; finish(): void } {
    const outcomes: Outcome[] = [];
    this.#show({ kind: 'running', plan, outcomes });
    return {
      add: outcome => {
        outcomes.push(outcome);
        this.#show({ kind: 'running', plan, outcomes });
      },
      finish: () => this.#show({ kind: 'finished', plan, outcomes }),
    };
  }

  close(): void {
    this.#show({ kind: 'nothing' });
  }

  /** The entry of a line of this view, if the argument is one (T7). */
  entryOf(argument: unknown): PlanEntry | undefined {
    if (typeof argument !== 'object' || argument === null || !this.#ours.has(argument as PlanNode)) return undefined;
    const node = argument as PlanNode;
    return node.kind === 'entry' ? node.entry : undefined;
  }

  getTreeItem(node: PlanNode): vscode.TreeItem {
    const shown = this.#shown;
    switch (node.kind) {
      case 'note':
        return noteItem(node.text);
      case 'group':
        return groupItem(node.group, node.entries.length);
      case 'entry':
        return entryItem(node.entry, shown.kind === 'review' ? shown.chosen.has(node.entry.key) : undefined);
      case 'outcome':
        return outcomeItem(node.outcome);
    }
  }

  getChildren(node?: PlanNode): PlanNode[] {
    const nodes = node === undefined ? this.#roots() : children(node);
    for (const each of nodes) this.#ours.add(each);
    return nodes;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #roots(): PlanNode[] {
    const shown = this.#shown;
    if (shown.kind === 'nothing') return [];
    if (shown.kind !== 'review') return shown.outcomes.map(outcome => ({ kind: 'outcome', outcome }));
    const notes = planNotes(shown.plan).map((text): PlanNode => ({ kind: 'note', text }));
    return [...notes, ...grouped(shown.plan).map((group): PlanNode => ({ kind: 'group', ...group }))];
  }

  #choose(items: readonly (readonly [PlanNode, vscode.TreeItemCheckboxState])[]): void {
    if (this.#shown.kind !== 'review') return;
    for (const [node, state] of items) {
      if (node.kind !== 'entry') continue;
      if (state === vscode.TreeItemCheckboxState.Checked) this.#shown.chosen.add(node.entry.key);
      else this.#shown.chosen.delete(node.entry.key);
    }
    this.#show(this.#shown);
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    this.#changed.fire();
    this.#view.message = messageOf(shown);
    this.#view.description = shown.kind === 'nothing' ? '' : `${shown.plan.environment} · ${shown.plan.organization}`;
    void vscode.commands.executeCommand('setContext', 'levered.planState', shown.kind);
  }
}

function children(node: PlanNode): PlanNode[] {
  return node.kind === 'group' ? node.entries.map(entry => ({ kind: 'entry', entry })) : [];
}

function messageOf(shown: Shown): string {
  const { t } = vscode.l10n;
  switch (shown.kind) {
    case 'nothing':
      return '';
    case 'review':
      return shown.chosen.size === 0
        ? t('Nothing is chosen. Tick what is to be pushed to {0}.', shown.plan.environment)
        : t('{0} chosen. Nothing is sent before you push them.', shown.chosen.size);
    case 'running':
      return t('Pushing to {0}… {1} so far.', shown.plan.environment, shown.outcomes.length);
    case 'finished': {
      const count = (kind: Outcome['kind']): number => shown.outcomes.filter(outcome => outcome.kind === kind).length;
      const parts = [
        t('{0} done', count('done')),
        ...(count('not_done') === 0 ? [] : [t('{0} not done in full', count('not_done'))]),
        ...(count('unknown') === 0 ? [] : [t('{0} unknown', count('unknown'))]),
      ];
      return t('{0}. Each line says what became of it.', parts.join(', '));
    }
  }
}
