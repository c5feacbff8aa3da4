import { parseDocument } from '../../../src/core/document/documentParser.ts';
import { idFor, toDraft } from '../../../src/core/document/draft.ts';
import { sameMeaning } from '../../../src/core/document/meaning.ts';
import { readJournal } from '../../../src/core/journal/journalState.ts';
import type { JournalRecord } from '../../../src/core/journal/record.ts';
import type { Effect, Organization, StoredDefinition } from '../../levered/organization.ts';
import type { RequestEntry } from '../../levered/requestLog.ts';
import type { Operation } from './moment.ts';
import { isTemporary } from './scene.ts';

/** One kill and what a person did after it, from the moment before it was begun. */
export interface Story {
  readonly operation: Operation;
  readonly environment: string;
  /** The name of the definition, and the name of its file. */
  readonly name: string;
  readonly file: string;
  /** The id of the metric that was there before, if one was. */
  readonly oldId: string | undefined;
  /** Name → text. */
  readonly filesBefore: ReadonlyMap<string, string>;
  readonly filesNow: ReadonlyMap<string, string>;
  readonly organization: Pick<Organization, 'metrics' | 'source'>;
  readonly effects: readonly Effect[];
  readonly requests: readonly RequestEntry[];
  /** All records of the journal, of earlier operations too. */
  readonly records: readonly JournalRecord[];
  /** What of them is of this operation and of what followed from it. */
  readonly newRecords: readonly JournalRecord[];
  /** How often the person confirmed the operation, and how often they allowed to send it again. */
  readonly confirmed: number;
  readonly allowed: number;
}

/** Compares how it all ended with what should have come of it, whenever the process was killed. */
export function breaches(story: Story): readonly string[] {
  return [...ofOperation(story), ...twice(story), ...bystanders(story), ...left(story)];
}

function ofOperation(story: Story): readonly string[] {
  switch (story.operation) {
    case 'create':
    case 'replace':
    case 'replace and delete':
      return [...made(story), ...gap(story)];
    case 'delete':
      return deleted(story);
    case 'update the source':
      return updated(story);
    case 'preview a draft':
      return story.effects.some(
        ({ kind }) => kind !== 'previewRun' && kind !== 'metricCreated' && kind !== 'metricDeleted',
      )
        ? ['14: a preview of a draft changed something']
        : [];
    case 'pull all':
      return pulled(story);
  }
}

/** I1, I4: one metric is the file's, and besides it there is the old one if that is listed, and none else. */
function made(story: Story): string[] {
  const { name, file, filesNow, filesBefore, organization, effects, oldId, records } = story;
  const found: string[] = [];
  const text = filesNow.get(file) ?? '';
  const id = idOf(story, text);
  const ours = organization.metrics.find(metric => metric.id === id);
  if (id === undefined || ours === undefined) return [`I4: “${file}” has no live metric: ${id ?? 'no id'}`];
  if (id === oldId) found.push('I4: the file still has the old id');
  if (!isWhat(text, ours)) found.push('I4: file and metric differ');
  const others = organization.metrics.filter(metric => metric.name === name && metric.id !== id);
  const { superseded } = readJournal(records);
  for (const other of others) {
    if (other.id !== oldId) found.push(`I1: there is a second metric, ${other.id}`);
    else if (!superseded.has(other.id)) found.push('I1: the old metric is not listed as superseded');
  }
  const creations = effects.filter(effect => effect.kind === 'metricCreated' && effect.metric.name === name);
  if (creations.length !== 1) found.push(`I1: it was created ${creations.length} times`);
  if (withoutId(text) !== withoutId(filesBefore.get(file) ?? ''))
    found.push('I9: more than the id changed in the file');
  return found;
}

/** I2, I3: what was there goes only after its successor came, and only if that was chosen. */
function gap({ operation, effects, name, oldId }: Story): string[] {
  const kinds = effects.flatMap(effect => (effect.kind === 'metricDeleted' ? [effect.metric] : []));
  const isChosen = operation === 'replace and delete';
  const strays = kinds.filter(({ id }) => id !== oldId || !isChosen);
  const firstMade = effects.findIndex(effect => effect.kind === 'metricCreated' && effect.metric.name === name);
  const firstGone = effects.findIndex(({ kind }) => kind === 'metricDeleted');
  return [
    ...strays.map(({ id }) => `I3: ${id} was deleted`),
    ...(firstGone >= 0 && firstGone < firstMade ? ['I2: the old metric went before the new one came'] : []),
  ];
}

function deleted({ organization, effects, oldId, records }: Story): string[] {
  const found: string[] = [];
  if (organization.metrics.some(({ id }) => id === oldId)) found.push('I4: the metric is still there');
  const gone = effects.flatMap(effect => (effect.kind === 'metricDeleted' ? [effect.metric.id] : []));
  if (gone.join() !== oldId) found.push(`I3: deleted were ${gone.join() || 'none'}`);
  if (effects.some(({ kind }) => kind === 'metricCreated')) found.push('I3: something was created');
  const kept = readJournal(records).snapshots.some(({ definition }) => definition.id === oldId);
  return kept ? found : [...found, '10: what was deleted cannot be restored'];
}

function updated({ organization, effects, file, filesNow, filesBefore, confirmed, records }: Story): string[] {
  const { source } = organization;
  const text = filesNow.get(file) ?? '';
  const found = source !== null && isWhat(text, source) ? [] : ['I4: file and assignment source differ'];
  if (text !== filesBefore.get(file)) found.push('I9: the file changed');
  const saves = effects.flatMap(effect => (effect.kind === 'sourceReplaced' ? [effect.previous] : []));
  if (saves.length < 1 || saves.length > confirmed) found.push(`I6: it was saved ${saves.length} times`);
  const [previous] = saves;
  const snapshots = readJournal(records).snapshots;
  if (previous && !snapshots.some(({ definition }) => definition.sql === previous.sql)) {
    found.push('11: the version before cannot be restored');
  }
  return found;
}

/** I9, 15: each metric has one file that says the same, and what was there is untouched. */
function pulled(story: Story): string[] {
  const found: string[] = [];
  for (const metric of story.organization.metrics) {
    const files = [...story.filesNow].filter(([, text]) => idOf(story, text) === metric.id);
    if (files.length !== 1) found.push(`15: ${metric.name} has ${files.length} files`);
    if (files.some(([, text]) => !isWhat(text, metric)))
      found.push(`15: the file of ${metric.name} says something else`);
  }
  if (story.effects.length > 0) found.push('I3: a pull wrote to Levered');
  return found;
}

/** I6: each write was sent once for what a person confirmed, and written down before. */
function twice({ operation, requests, newRecords, confirmed, allowed }: Story): string[] {
  const intents = newRecords.flatMap(record => (record.kind === 'intent' ? [record] : []));
  const posts = requests.filter(({ method, path }) => method === 'POST' && !path.endsWith('/preview'));
  const found: string[] = [];
  // A save may be sent once more when the one before certainly did nothing.
  const most = operation === 'update the source' ? 2 : 1;
  const creating = intents.filter(({ action }) => action !== 'delete');
  if (posts.length > creating.length * most) found.push(`I6: ${posts.length} POSTs for ${creating.length} intents`);
  if (creating.length > confirmed) found.push(`I6: ${creating.length} intents, ${confirmed} times confirmed`);
  const acted = posts.filter(each => each.acted).length;
  if (acted > 1 + allowed) found.push(`I6: ${acted} of ${posts.length} POSTs were carried out`);
  return found;
}

/** I9: no other file changed, and no file is left that was only written aside. */
function bystanders({ operation, file, filesBefore, filesNow }: Story): string[] {
  const found: string[] = [];
  for (const [name, text] of filesBefore) {
    if (name !== file && filesNow.get(name) !== text) found.push(`I9: ${name} changed`);
  }
  if (operation === 'delete' || operation === 'preview a draft') {
    if (filesNow.get(file) !== filesBefore.get(file)) found.push('I9: the file changed');
  }
  for (const name of filesNow.keys()) {
    if (isTemporary(name)) found.push(`I9: ${name} was left`);
    else if (operation !== 'pull all' && !filesBefore.has(name)) found.push(`I9: ${name} is new`);
  }
  return found;
}

/** 14, I4: no scratch metric, and no write whose end nobody knows. */
function left({ operation, organization, records, oldId }: Story): string[] {
  // That the old metric is deleted may be unknown for some minutes yet: it is listed as that, and the file is done.
  const isListed = operation === 'replace and delete' && organization.metrics.some(({ id }) => id === oldId);
  const open = readJournal(records).open.filter(
    ({ action, oldId: gone }) => action !== 'scratch' && !(isListed && action === 'delete' && gone === oldId),
  );
  return [
    ...organization.metrics.filter(({ name }) => name.startsWith('[draft]')).map(({ name }) => `14: ${name} was left`),
    ...open.map(({ action, name }) => `I4: the ${action} of ${name} is still open`),
  ];
}

export function idOf({ environment }: Pick<Story, 'environment'>, text: string): string | undefined {
  const found = idFor(parseDocument(text), environment);
  return found.kind === 'none' ? undefined : found.id;
}

function isWhat(text: string, { name, sql, column_mapping }: StoredDefinition): boolean {
  const draft = toDraft(parseDocument(text));
  if (draft === undefined) return false;
  return sameMeaning(draft, { kind: draft.kind, name, sql, column_mapping }) !== 'different';
}

const withoutId = (text: string): string => text.replace(/^id: .*\n/m, '');
