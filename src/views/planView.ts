import * as vscode from 'vscode';
import type { Outcome } from '../core/apply/outcome.ts';
import type { Plan, PlanEntry } from '../core/plan/plan.ts';
import type { Planner } from '../sync/planner.ts';
import { entryItem, groupItem, noteItem, outcomeItem, pastItem, planNotes } from './planItem.ts';
import { grouped, isPushable, type PlanGroup } from './planNode.ts';
import { type Finished, planMessage, type Shown } from './planShown.ts';

/** A line of the plan view. */
export type PlanNode =
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'group'; readonly group: PlanGroup; readonly entries: readonly PlanEntry[] }
  | { readonly kind: 'entry'; readonly entry: PlanEntry }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'past'; readonly past: Past };

/** A run whose outcomes have made way for another plan. */
type Past = Pick<Finished, 'plan' | 'outcomes'>;

/**
 * A plan before it is carried out, with a box for each definition that a push would write, in step with files and
 * organization; then what becomes of each, line by line; then the summary, until the person closes it. After that the
 * outcomes of the last run stand below each plan, so that they are found again.
 */
export class PlanView implements vscode.TreeDataProvider<PlanNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<PlanNode>;
  readonly #subscriptions: vscode.Disposable;
  readonly #ours = new WeakSet<PlanNode>();
  #shown: Shown = { kind: 'nothing' };
  /** What the person took the tick from: a fresh look leaves it like that. */
  readonly #refused = new Set<string>();
  #past: Past | undefined;

  constructor(planner: Planner) {
    this.#view = vscode.window.createTreeView<PlanNode>('levered.plan', {
      treeDataProvider: this,
      manageCheckboxStateManually: true,
    });
    this.#subscriptions = vscode.Disposable.from(
      this.#view,
      this.#changed,
      planner.onDidChange(plan => this.#follow(plan)),
      this.#view.onDidChangeCheckboxState(({ items }) => this.#choose(items)),
    );
  }

  /** Shows a plan for review, all chosen that can be pushed and was not refused, and brings the view to the front. */
  async review(plan: Plan): Promise<void> {
    const keys = plan.entries.filter(isPushable).map(({ key }) => key);
    const chosen = new Set(keys.filter(key => !this.#refused.has(key)));
    if (!this.#isReviewed(plan, chosen)) this.#show({ kind: 'review', plan, chosen });
    await vscode.commands.executeCommand('levered.plan.focus');
  }

  /** What is under review, and which entries of it are chosen. */
  get reviewed(): { readonly plan: Plan; readonly chosen: ReadonlySet<string> } | undefined {
    return this.#shown.kind === 'review' ? this.#shown : undefined;
  }

  /** Shows outcomes as they come; `finish` leaves them to be read until the view is closed. */
  begin(plan: Plan): { add(outcome: Outcome): void; finish(): void } {
    const outcomes: Outcome[] = [];
    this.#refused.clear();
    this.#show({ kind: 'running', plan, outcomes });
    return {
      add: outcome => {
        outcomes.push(outcome);
        this.#show({ kind: 'running', plan, outcomes });
      },
      finish: () => {
        if (outcomes.length > 0) this.#past = { plan, outcomes };
        this.#show({ kind: 'finished', plan, outcomes, isOld: false });
      },
    };
  }

  close(): void {
    this.#refused.clear();
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
      case 'past':
        return pastItem(node.past);
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
    const groups = grouped(shown.plan).map((group): PlanNode => ({ kind: 'group', ...group }));
    return [...notes, ...groups, ...(this.#past === undefined ? [] : [{ kind: 'past', past: this.#past } as const])];
  }

  #choose(items: readonly (readonly [PlanNode, vscode.TreeItemCheckboxState])[]): void {
    if (this.#shown.kind !== 'review') return;
    const { chosen } = this.#shown;
    for (const [node, state] of items) {
      if (node.kind !== 'entry') continue;
      const isTicked = state === vscode.TreeItemCheckboxState.Checked;
      const [to, from] = isTicked ? [chosen, this.#refused] : [this.#refused, chosen];
      to.add(node.entry.key);
      from.delete(node.entry.key);
    }
    this.#show(this.#shown);
  }

  /** Whether just this is on show: lines that VS Code replaces lose a tick that is given to them meanwhile. */
  #isReviewed({ fingerprint }: Plan, chosen: ReadonlySet<string>): boolean {
    const shown = this.#shown;
    if (shown.kind !== 'review' || shown.plan.fingerprint !== fingerprint) return false;
    return chosen.size === shown.chosen.size && [...chosen].every(key => shown.chosen.has(key));
  }

  /** Files or organization have changed. Nothing is ticked by that: only the person says what is to be pushed. */
  #follow(plan: Plan | undefined): void {
    const shown = this.#shown;
    if (plan === undefined) return;
    if (shown.kind === 'finished') this.#age(shown, plan);
    if (shown.kind !== 'review' || shown.plan.fingerprint === plan.fingerprint) return;
    const isSamePlace = shown.plan.origin === plan.origin && shown.plan.organization === plan.organization;
    const keys = isSamePlace ? plan.entries.filter(isPushable).map(({ key }) => key) : [];
    this.#show({ kind: 'review', plan, chosen: new Set(keys.filter(key => shown.chosen.has(key))) });
  }

  /** The first plan after a run is the run's own work; another one is news. */
  #age(shown: Finished, { fingerprint }: Plan): void {
    if (shown.after === undefined) this.#shown = { ...shown, after: fingerprint };
    else if (shown.after !== fingerprint && !shown.isOld) this.#show({ ...shown, isOld: true });
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    this.#changed.fire();
    this.#view.message = planMessage(shown);
    this.#view.description = shown.kind === 'nothing' ? '' : `${shown.plan.environment} · ${shown.plan.organization}`;
    const hasBoxes = shown.kind === 'review' && shown.plan.entries.some(isPushable);
    void vscode.commands.executeCommand('setContext', 'levered.planHasBoxes', hasBoxes);
    void vscode.commands.executeCommand('setContext', 'levered.planState', shown.kind);
  }
}

function children(node: PlanNode): PlanNode[] {
  if (node.kind === 'past') return node.past.outcomes.map(outcome => ({ kind: 'outcome', outcome }));
  return node.kind === 'group' ? node.entries.map(entry => ({ kind: 'entry', entry })) : [];
}
