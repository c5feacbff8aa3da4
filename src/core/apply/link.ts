import { sameMeaning } from '../document/meaning.ts';
import type { Plan } from '../plan/plan.ts';
import { idIn, writeId } from './idInFile.ts';
import type { Outcome } from './outcome.ts';
import type { ApplyPorts } from './ports.ts';
import type { Account, Control } from './run.ts';
import { asConfirmed, type Finished, type NotBegun } from './underLock.ts';

/** Which file is to be which metric. */
export interface Link {
  /** The key of an entry that is `new` or `missing`. */
  readonly key: string;
  readonly id: string;
  /** As in a `Choice`. */
  readonly idBelongsTo?: string;
}

/**
 * Lets a file be a metric that the organization has already: its id is written into the file, nothing is sent. The two
 * are a base only if they mean the same; otherwise the next plan shows a conflict, to be merged.
 */
export async function link(
  plan: Plan,
  { key, id, idBelongsTo }: Link,
  ports: ApplyPorts,
  control: Control = {},
): Promise<Finished<Outcome> | NotBegun> {
  return asConfirmed(plan, ports, control, async run => {
    const entry = plan.entries.find(each => each.key === key);
    const account = run.account(key, entry?.name ?? key);
    const { file, status, kind } = entry ?? {};
    const isOffered = kind === 'metric' && (status === 'new' || status === 'missing');
    if (!isOffered || file?.draft === undefined) return account.end('not_offered');
    if (isClaimed(account, plan, id)) return account.end('taken', { newId: id });

    const answer = account.heard(await ports.api.getMetric(id, account.signal));
    if (answer.kind === 'failed') return account.end('not_checked', { newId: id, failure: answer });
    const read = await ports.files.read(file.uri);
    if (read.kind !== 'read' || read.hash !== file.hash) return account.end('file_changed');
    const obstacle = await run.obstacle();
    if (obstacle !== undefined) return account.end(obstacle);
    const inFile = idIn(read.text, ports.environment);
    const belongsTo = file.idBelongsTo ?? (inFile?.isSingle === true ? idBelongsTo : undefined);
    const place = { fileId: inFile?.id, fileIdBelongsTo: belongsTo, environment: ports.environment };
    const written = await writeId(ports.files, file.uri, id, place);
    if (written.kind === 'not_written') {
      account.step('write_id', 'not_done', { error: written.error ?? written.why });
      return account.end(written.why === 'no_place' ? 'id_not_writable' : 'file_changed', { newId: id });
    }
    account.step('write_id', 'done');
    if (sameMeaning(file.draft, answer.value) !== 'different') {
      await account.record({ kind: 'base', definition: answer.value, uri: file.uri });
    }
    return account.end('linked', { newId: id });
  });
}

function isClaimed({ ports }: Account, plan: Plan, id: string): boolean {
  const { scratch, open } = ports.journal.state;
  return (
    scratch.has(id) ||
    open.some(({ createdId }) => createdId === id) ||
    plan.entries.some(({ file }) => file?.id === id)
  );
}
