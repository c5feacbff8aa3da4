// The engine of the extension in a process of its own: the true plan, apply, journal, lock, client and file writes, without
// VS Code around them. One command per line of its input, one answer per line of its output.
//   node engine.mjs URL ORGANIZATION CONFIG JOURNALS FOLDER
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Agent } from 'undici';
import { LeveredClient } from '../../../src/api/client.ts';
import { systemClock } from '../../../src/api/clock.ts';
import { parseOrigin } from '../../../src/api/origin.ts';
import { Pace } from '../../../src/api/pace.ts';
import { decide } from '../../../src/core/apply/decide.ts';
import { deleteDefinition } from '../../../src/core/apply/deleteDefinition.ts';
import { previewDraft } from '../../../src/core/apply/draftPreview.ts';
import type { ApplyPorts, DefinitionFiles } from '../../../src/core/apply/ports.ts';
import { push } from '../../../src/core/apply/push.ts';
import { settle } from '../../../src/core/apply/settle.ts';
import { sameMeaning } from '../../../src/core/document/meaning.ts';
import { parseDocument } from '../../../src/core/document/documentParser.ts';
import { baseSide, type OpenIntent } from '../../../src/core/journal/journalState.ts';
import { makePlan } from '../../../src/core/plan/makePlan.ts';
import type { Plan, PlanEntry } from '../../../src/core/plan/plan.ts';
import { Journals } from '../../../src/journal/journals.ts';
import { isDead, parseOwner, thisProcess } from '../../../src/journal/lockOwner.ts';
import { apiPort } from '../../../src/sync/apiPort.ts';
import { writeDiskFile } from '../../../src/workspace/diskFiles.ts';
import { realFolders } from '../../../src/workspace/diskPath.ts';
import { DiskReader } from '../../../src/workspace/diskReader.ts';
import { removeLeftovers } from '../../../src/workspace/leftovers.ts';
import type { EngineAnswer, EngineCommand } from './engineCommand.ts';

const [url = '', organization = '', configPath = '', journalFolder = '', folder = ''] = process.argv.slice(2);
const environment = 'local';
const place = join(folder, 'levered');
const folders = await realFolders([folder]);
const parsed = parseOrigin(url);
if (parsed.kind === 'problem') throw new Error(parsed.code);

const client = new LeveredClient({
  origin: parsed.origin,
  token: async () => String((JSON.parse(await readFile(configPath, 'utf8')) as { readonly token: unknown }).token),
  pace: new Pace(systemClock, 1_000_000),
  requestTimeoutMs: 30_000,
  previewTimeoutMs: 30_000,
  dispatcher: new Agent(),
});
const api = apiPort(use => use(client));
const journals = new Journals(journalFolder);
const journal = await journals.open(parsed.origin, organization, environment);

const pathOf = (uri: string): string => join(place, uri.slice(uri.lastIndexOf('/') + 1));
const files: DefinitionFiles = {
  read: async uri => {
    const reading = await new DiskReader(folders).read(pathOf(uri));
    if (reading.kind === 'text') return { kind: 'read', text: reading.text, hash: reading.hash };
    return reading.kind === 'refused' ? { kind: 'failed', error: new Error(reading.refusal) } : { kind: 'gone' };
  },
  write: (uri, text, hash) => writeDiskFile(folders, pathOf(uri), text, hash),
};

const ports: ApplyPorts = {
  environment,
  api,
  files,
  journal,
  lock: journal.lock,
  replan,
  now: () => Date.now(),
  newIntent: () => randomUUID(),
};

async function replan(): ReturnType<ApplyPorts['replan']> {
  const [list, source] = await Promise.all([api.listMetrics(), api.getAssignmentSource()]);
  if (list.kind === 'failed') return list;
  if (source.kind === 'failed') return source;
  const names = (await readdir(place)).filter(name => name.endsWith('.levered.sql'));
  const documents = await Promise.all(
    names.map(async name => {
      const uri = pathToFileURL(join(place, name)).href;
      const read = await files.read(uri);
      if (read.kind !== 'read') throw new Error(`${name} cannot be read.`);
      const content = { kind: 'read', document: parseDocument(read.text) } as const;
      return { uri, path: `levered/${name}`, hash: read.hash, isDirty: false, content };
    }),
  );
  await journal.refresh();
  const plan = makePlan({
    local: { documents, isComplete: true },
    remote: { environment, origin: parsedOrigin(), organization, metrics: list.value, source: source.value },
    base: baseSide(journal.state, await journals.idsElsewhere(parsedOrigin(), organization)),
  });
  return { kind: 'plan', plan };
}

function parsedOrigin(): string {
  if (parsed.kind === 'problem') throw new Error(parsed.code);
  return parsed.origin;
}

async function planned(): Promise<Plan> {
  const result = await replan();
  if (result.kind === 'failed') throw result.error;
  return result.plan;
}

/** As a window does: what file and organization agree on is noted. */
async function agreed(): Promise<Plan> {
  const plan = await planned();
  for (const { status, file, remote, base } of plan.entries) {
    if (status !== 'unchanged' || remote === undefined || file === undefined) continue;
    if (base !== undefined && sameMeaning(base, remote) !== 'different') continue;
    await journal.append({ version: 1, at: Date.now(), kind: 'base', definition: remote, uri: file.uri });
  }
  return planned();
}

const entryOf = (plan: Plan, file: string): PlanEntry | undefined =>
  plan.entries.find(entry => entry.file?.uri.endsWith(`/${file}`) === true);

/** A scratch metric that a process still works on is left to it. */
const isRunning = ({ owner }: OpenIntent): boolean => {
  const other = owner === undefined ? undefined : parseOwner(owner);
  return other !== undefined && !isDead(other);
};

/** The plan that the person was shown last. */
let shown: Plan | undefined;

async function carryOut(command: EngineCommand): Promise<EngineAnswer> {
  switch (command.kind) {
    case 'look': {
      shown = await agreed();
      const superseded = shown.entries.filter(({ status }) => status === 'superseded');
      const entry = entryOf(shown, command.file);
      return { status: entry?.status, superseded: superseded.map(({ remote }) => remote?.id ?? '') };
    }
    case 'settle': {
      const begun = journal.state.open.flatMap(({ uri }) => (uri === undefined ? [] : [pathOf(uri)]));
      const settled = await settle(ports, { isRunning });
      await removeLeftovers(folders, begun);
      return { outcomes: settled.kind === 'finished' ? settled.value.map(({ code }) => code) : [settled.kind] };
    }
    case 'push': {
      const plan = shown ?? (await agreed());
      const key = entryOf(plan, command.file)?.key ?? '';
      const result = await push(plan, [{ key, deleteOld: command.deletesOld }], ports);
      return { outcomes: result.kind === 'finished' ? result.value.map(({ code }) => code) : [result.kind] };
    }
    case 'delete': {
      const plan = shown ?? (await agreed());
      const result = await deleteDefinition(plan, entryOf(plan, command.file)?.key ?? '', ports);
      return { outcomes: [result.kind === 'finished' ? result.value.code : result.kind] };
    }
    case 'allow': {
      const { unsettled } = entryOf(await planned(), command.file) ?? {};
      const result = await decide(unsettled?.intent ?? '', { kind: 'allow_resend' }, ports);
      return { outcomes: [result.kind === 'finished' ? (result.value?.code ?? 'nothing') : result.kind] };
    }
    case 'draft': {
      const plan = shown ?? (await agreed());
      const draft = entryOf(plan, command.file)?.file?.draft;
      if (draft === undefined) throw new Error('The file has errors.');
      const owner = JSON.stringify(thisProcess(randomUUID()));
      const preview = (id: string): Promise<unknown> => client.previewMetric(id, {}).catch(String);
      const result = await previewDraft({ draft, plan, owner, preview }, ports);
      return { outcomes: [result.kind] };
    }
  }
}

const tell = (answer: EngineAnswer): void => void process.stdout.write(`${JSON.stringify(answer)}\n`);
tell({});
for await (const line of createInterface(process.stdin)) tell(await carryOut(JSON.parse(line) as EngineCommand));
process.exit(0);
