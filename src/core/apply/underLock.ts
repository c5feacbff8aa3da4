import type { Plan } from '../plan/plan.ts';
import type { ApplyPorts, Failure } from './ports.ts';
import { type Control, Run } from './run.ts';

/** Why a run did not begin: nothing was written anywhere. */
export type NotBegun =
  /** What was shown is not how it is any more: this is. */
  | { readonly kind: 'stale'; readonly plan: Plan }
  /** Another window writes to this organization. */
  | { readonly kind: 'busy' }
  /** The journal is not understood. */
  | { readonly kind: 'read_only' }
  | Failure;

export interface Finished<T> {
  readonly kind: 'finished';
  readonly value: T;
}

/** Works while no other window writes to the organization, on what the journal says now. */
export async function underLock<T>(
  ports: ApplyPorts,
  control: Control,
  work: (run: Run) => Promise<T>,
): Promise<T | Exclude<NotBegun, { readonly kind: 'stale' } | Failure>> {
  const attempt = await ports.lock.acquire();
  if (attempt.kind === 'busy') return attempt;
  try {
    await ports.journal.refresh();
    if (ports.journal.isReadOnly) return { kind: 'read_only' };
    return await work(new Run(ports, attempt.lock, control));
  } finally {
    // A lock that could not be given back becomes anybody's by itself; the outcomes must not be lost over it.
    await attempt.lock.release().catch(() => undefined);
  }
}

/** As `underLock`, and only if everything still is as the confirmed plan showed it. */
export async function asConfirmed<T>(
  plan: Plan,
  ports: ApplyPorts,
  control: Control,
  work: (run: Run) => Promise<T>,
): Promise<Finished<T> | NotBegun> {
  return underLock<Finished<T> | NotBegun>(ports, control, async run => {
    const again = await ports.replan();
    if (again.kind === 'failed') return again;
    if (again.plan.fingerprint !== plan.fingerprint) return { kind: 'stale', plan: again.plan };
    return { kind: 'finished', value: await work(run) };
  });
}
