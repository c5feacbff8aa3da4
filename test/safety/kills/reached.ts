import type { Intent, JournalRecord } from '../../../src/core/journal/record.ts';
import type { RequestEntry } from '../../levered/requestLog.ts';
import type { Operation } from './moment.ts';

/** What the process left behind, seen before the service does anything more. */
export interface Remains {
  readonly operation: Operation;
  /** Since the operation was begun. */
  readonly records: readonly JournalRecord[];
  readonly requests: readonly RequestEntry[];
  /** A file that is written aside has not taken its place yet. */
  readonly hasTemporary: boolean;
  /** How many files have another text than before, or are new. */
  readonly filesChanged: number;
}

/** At which boundary the kill truly was, whatever it was aimed at. */
export function reached(remains: Remains): string {
  const { operation, records, filesChanged } = remains;
  const intents = records.flatMap(record => (record.kind === 'intent' ? [record] : []));
  const last = intents.at(-1);
  if (last === undefined) return operation === 'pull all' ? pulled(remains) : 'before the journal was written';
  const isSettled = records.some(record => record.kind === 'settled' && record.intent === last.intent);
  if (!isSettled) return `${last.action}: ${stageOf(last, remains)}`;
  if (operation === 'replace and delete' && last.action === 'replace') return 'between create and delete';
  return filesChanged > 0 && last.action !== 'delete' ? 'all recorded, not told' : `${last.action}: settled, not told`;
}

function pulled({ hasTemporary, filesChanged, records }: Remains): string {
  if (hasTemporary) return 'pull: during the file write';
  const noted = records.filter(({ kind }) => kind === 'base').length;
  if (filesChanged === 0) return 'pull: before the first file';
  return noted < filesChanged ? 'pull: file written, not recorded' : 'pull: between two files';
}

function stageOf(intent: Intent, { records, requests, hasTemporary, filesChanged }: Remains): string {
  const created = records.some(record => record.kind === 'created' && record.intent === intent.intent);
  const isRemoving = intent.action === 'delete' || (intent.action === 'scratch' && created);
  const sent = requests.findLast(request => isSending(request, isRemoving ? 'DELETE' : 'POST'));
  if (created && !isRemoving) {
    if (hasTemporary) return 'during the file write';
    return filesChanged > 0 ? 'id in the file, not recorded' : 'recorded, id not in the file';
  }
  if (sent === undefined) {
    if (!created) return 'journalled, not sent';
    return requests.some(({ path }) => path.endsWith('/preview')) ? 'preview under way' : 'recorded, not previewed';
  }
  const what = intent.action === 'scratch' && isRemoving ? 'sweep ' : '';
  if (!sent.acted) return `${what}sent, not carried out yet`;
  if (sent.status === 'no answer') return `${what}carried out, not answered`;
  const since = records.findIndex(record => record.kind === 'intent' && record.intent === intent.intent);
  const noted = records.slice(since).some(({ kind }) => kind === 'gone' || kind === 'base');
  return noted ? `${what}recorded, not settled` : `${what}answered, not recorded`;
}

function isSending({ method, path }: RequestEntry, wanted: 'POST' | 'DELETE'): boolean {
  return method === wanted && !path.endsWith('/preview');
}
