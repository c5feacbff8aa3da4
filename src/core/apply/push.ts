import type { Action, Plan, PlanEntry } from '../plan/plan.ts';
import type { Choice } from './choice.ts';
import type { Outcome } from './outcome.ts';
import type { ApplyPorts } from './ports.ts';
import { type MetricPush, pushMetric } from './pushMetric.ts';
import type { Account, Control } from './run.ts';
import { saveSource } from './saveSource.ts';
import { asConfirmed, type Finished, type NotBegun } from './underLock.ts';

/**
 * Carries out what was chosen from a confirmed plan, one definition after the other. Nothing is written if anything is
 * not as the plan showed it. A definition that fails leaves the others alone, and nothing is rolled back.
 *
 * @returns an outcome for each choice, in the order of the choices; or why nothing was begun
 */
export async function push(
  plan: Plan,
  choices: readonly Choice[],
  ports: ApplyPorts,
  control: Control = {},
): Promise<Finished<readonly Outcome[]> | NotBegun> {
  const chosen = [...new Map(choices.map(choice => [choice.key, choice])).values()];
  return asConfirmed(plan, ports, control, async run => {
    const outcomes: Outcome[] = [];
    for (const choice of chosen) {
      const entry = plan.entries.find(({ key }) => key === choice.key);
      control.onStart?.(choice.key);
      const outcome = await pushEntry(run.account(choice.key, entry?.name ?? choice.key), plan, entry, choice);
      outcomes.push(outcome);
      control.onOutcome?.(outcome);
    }
    return outcomes;
  });
}

async function pushEntry(account: Account, plan: Plan, entry: PlanEntry | undefined, choice: Choice): Promise<Outcome> {
  const action = entry === undefined ? undefined : actionOf(entry, choice);
  const draft = entry?.file?.draft;
  if (entry?.file === undefined || draft === undefined || action === undefined) return account.end('not_offered');
  const obstacle = await account.run.obstacle();
  if (obstacle !== undefined) return account.end(obstacle);

  const read = await account.ports.files.read(entry.file.uri);
  if (read.kind === 'failed') {
    account.step('check', 'not_done', { error: read.error });
    return account.end('file_unreadable');
  }
  // Earlier definitions took their time: what is sent is what was confirmed, and only if it is what is there.
  if (read.kind === 'gone' || read.hash !== entry.file.hash) return account.end('file_changed');
  const { uri } = entry.file;
  if (draft.kind === 'assignment_source') {
    const shown = entry.remote?.kind === 'assignment_source' ? entry.remote : undefined;
    return saveSource(account, { draft, shown, uri });
  }
  if (action === 'update') return account.end('not_offered');
  const order: MetricPush = { plan, entry, file: entry.file, draft, text: read.text, action, choice };
  return pushMetric(account, order);
}

function actionOf({ action, status, kind, remote }: PlanEntry, { takeMine }: Choice): Action | undefined {
  const isOverruled = takeMine === true && (status === 'conflict' || status === 'outdated') && remote !== undefined;
  if (!isOverruled) return action;
  return kind === 'metric' ? 'replace' : 'update';
}
