import { deleteDefinition } from '../../../../src/core/apply/deleteDefinition.ts';
import { previewDraft } from '../../../../src/core/apply/draftPreview.ts';
import { link } from '../../../../src/core/apply/link.ts';
import type { Outcome } from '../../../../src/core/apply/outcome.ts';
import { push } from '../../../../src/core/apply/push.ts';
import { restore } from '../../../../src/core/apply/restore.ts';
import { settle } from '../../../../src/core/apply/settle.ts';
import type { Finished, NotBegun } from '../../../../src/core/apply/underLock.ts';
import type { Intent } from '../../../../src/core/journal/record.ts';
import { after, before, edit, entryOf, metricText, sourceText, synced, syncedSource, uriOf } from './stage.ts';
import type { Window, World } from './world.ts';

/** One thing that a person does, from a world in which it makes sense. */
export interface ActionCase {
  readonly title: string;
  readonly prepare: (world: World) => void;
  readonly act: (world: World, window: Window) => Promise<Finished<unknown> | NotBegun | 'crashed'>;
  /** Names that may be written, and ids that may be deleted. */
  readonly chosen: readonly string[];
  readonly deletable: readonly string[];
  /** Whether doing it again is a push, as for what a plan offers. */
  readonly isPush: boolean;
  /** Faults that cannot befall it: no colleague makes a metric of the random name that a scratch metric has. */
  readonly impossible?: RegExp;
}

const pushing =
  (names: readonly string[], deleteOld = false): ActionCase['act'] =>
  (world, window) => {
    const choices = names.map(name => ({ key: uriOf(name), deleteOld }));
    const plan = world.plan();
    return window.run(ports => push(plan, choices, ports, { signal: window.signal }));
  };

const deleting =
  (keyOf: (world: World) => string): ActionCase['act'] =>
  (world, window) => {
    const plan = world.plan();
    const key = keyOf(world);
    return window.run(ports => deleteDefinition(plan, key, ports, { signal: window.signal }));
  };

const settling: ActionCase['act'] = (_, window) => window.run(ports => settle(ports, { signal: window.signal }));

const begun = (world: World, intent: Partial<Intent>): void => {
  world.records.push({
    version: 1,
    at: world.now,
    kind: 'intent',
    intent: 'earlier',
    action: 'create',
    of: 'metric',
    environment: 'prod',
    uri: undefined,
    name: 'signups',
    draft: undefined,
    oldId: undefined,
    fileId: undefined,
    fileIdBelongsTo: undefined,
    known: [],
    ...intent,
  });
};

const draftOf = (world: World, name: string) => entryOf(world.plan(), name)!.file!.draft!;

export const actionCases: readonly ActionCase[] = [
  {
    title: 'create',
    prepare: world => world.disk.set(uriOf('signups'), metricText('signups', before)),
    act: pushing(['signups']),
    chosen: ['signups'],
    deletable: [],
    isPush: true,
  },
  {
    title: 'create beside a metric of the same content',
    prepare: world => {
      world.organization.create({ ...draftBody('signups', before) }, 'colleague');
      world.disk.set(uriOf('signups'), metricText('signups', before));
    },
    act: pushing(['signups']),
    chosen: ['signups'],
    deletable: [],
    isPush: true,
  },
  {
    title: 'replace and keep the old',
    prepare: world => {
      synced(world, 'signups');
      edit(world, 'signups', after);
    },
    act: pushing(['signups']),
    chosen: ['signups'],
    deletable: [],
    isPush: true,
  },
  {
    title: 'replace and delete the old',
    prepare: world => {
      synced(world, 'signups');
      edit(world, 'signups', after);
    },
    act: pushing(['signups'], true),
    chosen: ['signups'],
    deletable: ['m1'],
    isPush: true,
  },
  {
    title: 'replace when guardrails refer to the old',
    prepare: world => {
      synced(world, 'signups');
      edit(world, 'signups', after);
      world.organization.guard('m1');
    },
    act: pushing(['signups'], true),
    chosen: ['signups'],
    deletable: [],
    isPush: true,
  },
  {
    title: 'create again what is missing',
    prepare: world => {
      synced(world, 'signups');
      world.organization.delete('m1', 'colleague');
    },
    act: pushing(['signups']),
    chosen: ['signups'],
    deletable: [],
    isPush: true,
  },
  {
    title: 'create one, replace another',
    prepare: world => {
      synced(world, 'signups');
      edit(world, 'signups', after);
      world.disk.set(uriOf('orders'), metricText('orders', after));
    },
    act: pushing(['orders', 'signups'], true),
    chosen: ['orders', 'signups'],
    deletable: ['m1'],
    isPush: true,
  },
  {
    title: 'create the assignment source',
    prepare: world => world.disk.set(uriOf('source'), sourceText(before)),
    act: pushing(['source']),
    chosen: ['Exposures'],
    deletable: [],
    isPush: true,
  },
  {
    title: 'update the assignment source',
    prepare: world => {
      syncedSource(world);
      edit(world, 'source', after);
    },
    act: pushing(['source']),
    chosen: ['Exposures'],
    deletable: [],
    isPush: true,
  },
  {
    title: 'delete a metric',
    prepare: world => {
      synced(world, 'signups');
    },
    act: deleting(() => uriOf('signups')),
    chosen: [],
    deletable: ['m1'],
    isPush: false,
  },
  {
    title: 'delete a superseded metric',
    prepare: world => {
      world.organization.create(draftBody('signups', before), 'colleague');
      synced(world, 'signups', after);
      const uri = uriOf('signups');
      world.records.push({ version: 1, at: 0, kind: 'superseded', oldId: 'm1', newId: 'm2', uri });
    },
    act: deleting(() => 'metric:m1'),
    chosen: [],
    deletable: ['m1'],
    isPush: false,
  },
  {
    title: 'delete the assignment source',
    prepare: world => {
      syncedSource(world);
    },
    act: deleting(() => uriOf('source')),
    chosen: [],
    deletable: ['src'],
    isPush: false,
  },
  {
    title: 'restore a metric',
    prepare: world => {
      synced(world, 'signups');
      world.organization.delete('m1', 'colleague');
    },
    act: (world, window) => {
      const plan = world.plan();
      const deleted = world.state.metrics.get('m1')!;
      return window.run(ports => restore(plan, deleted, ports, { signal: window.signal }));
    },
    chosen: ['signups'],
    deletable: [],
    isPush: false,
  },
  {
    title: 'link a file',
    prepare: world => {
      world.organization.create(draftBody('signups', before), 'colleague');
      world.disk.set(uriOf('signups'), metricText('signups', before));
    },
    act: (world, window) => {
      const plan = world.plan();
      return window.run(ports => link(plan, { key: uriOf('signups'), id: 'm1' }, ports, { signal: window.signal }));
    },
    chosen: [],
    deletable: [],
    isPush: false,
  },
  {
    title: 'settle a create whose answer was lost',
    prepare: world => {
      const uri = uriOf('signups');
      world.disk.set(uri, metricText('signups', before));
      begun(world, { uri, draft: draftOf(world, 'signups') });
      world.organization.create(draftBody('signups', before), 'tool');
    },
    act: settling,
    chosen: ['signups'],
    deletable: [],
    isPush: false,
  },
  {
    title: 'settle a replace that was cut off after its answer',
    prepare: world => {
      synced(world, 'signups');
      edit(world, 'signups', after);
      const uri = uriOf('signups');
      begun(world, { action: 'replace', uri, draft: draftOf(world, 'signups'), oldId: 'm1', fileId: 'm1' });
      world.organization.create(draftBody('signups', after), 'tool');
      world.records.push({ version: 1, at: world.now, kind: 'created', intent: 'earlier', id: 'm2' });
    },
    act: settling,
    chosen: ['signups'],
    deletable: [],
    isPush: false,
  },
  {
    title: 'preview a draft',
    prepare: world => {
      synced(world, 'signups');
      edit(world, 'signups', after);
    },
    act: async (world, window) => {
      const plan = world.plan();
      const draft = draftOf(world, 'signups');
      const preview = (): Promise<string> => Promise.resolve('rows');
      const order = { draft, plan, owner: 'w', preview, signal: window.signal };
      const previewed = await window.run(ports => previewDraft(order, ports));
      return previewed === 'crashed' ? previewed : { kind: 'finished', value: [] };
    },
    chosen: ['[draft] signups i1'],
    deletable: ['m2'],
    isPush: false,
    impossible: /colleague made/,
  },
  {
    title: 'sweep a scratch metric',
    prepare: world => {
      const draft = { kind: 'metric', ...draftBody('[draft] signups 1', before) } as const;
      begun(world, { action: 'scratch', name: draft.name, draft });
      world.organization.create(draft, 'tool');
    },
    act: settling,
    chosen: ['[draft] signups 1'],
    deletable: ['m1'],
    isPush: false,
  },
];

function draftBody(name: string, sql: string) {
  const column_mapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp', reward_type: 'bool' };
  return { name, sql, column_mapping };
}

export function outcomesOf(result: Awaited<ReturnType<ActionCase['act']>>): readonly Outcome[] {
  if (result === 'crashed' || result.kind !== 'finished') return [];
  return (Array.isArray(result.value) ? result.value : [result.value]) as readonly Outcome[];
}
