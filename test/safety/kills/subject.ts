import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredDefinition } from '../../levered/organization.ts';
import { metricFile, place } from '../../vscode/walks/definitionFiles.ts';
import type { Kill } from './moment.ts';
import type { Scene } from './scene.ts';

/** What a kill is about: one definition, with its file and, where there is one before, its metric. */
export interface Subject {
  readonly name: string;
  /** Without its folder. */
  readonly file: string;
  readonly oldId: string | undefined;
  /** What the person changes the file to before the operation, if they do. */
  readonly changed: string | undefined;
}

const mapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp', reward_type: 'bool' };
const sqlOf = (seed: number, part: number): string =>
  `SELECT anonymous_id, viewed_at AS timestamp FROM page_views WHERE ${seed} = ${part}`;

/** How many metrics there are to be pulled. */
const pulled = 6;

/** Puts what the operation needs into the organization and the folder, as it was agreed on long ago. */
export async function prepare(scene: Scene, { seed, operation }: Kill): Promise<Subject> {
  const name = operation === 'update the source' ? 'Exposures' : `Kill ${seed}`;
  const file = operation === 'update the source' ? 'exposures.levered.sql' : `kill-${seed}.levered.sql`;
  const at = { sandbox: { folder: scene.folder } as Parameters<typeof place>[0]['sandbox'] };
  const put = (text: string): Promise<void> => place(at, `levered/${file}`, text);
  const stored = (of: string, sql: string): StoredDefinition => ({
    ...{ id: randomUUID(), name: of, sql, column_mapping: mapping },
    ...{ created_at: '2026-01-05T10:00:00Z', updated_at: null },
  });
  const { levered } = scene;
  const { metrics } = levered.state();
  switch (operation) {
    case 'create':
    case 'preview a draft':
      await put(metricFile(name, sqlOf(seed, 1)));
      return { name, file, oldId: undefined, changed: undefined };
    case 'replace':
    case 'replace and delete':
    case 'delete': {
      const old = stored(name, sqlOf(seed, 1));
      levered.alter(levered.organizationId, { metrics: [...metrics, old] });
      await put(metricFile(name, sqlOf(seed, 1), old.id));
      const changed = operation === 'delete' ? undefined : metricFile(name, sqlOf(seed, 2), old.id);
      return { name, file, oldId: old.id, changed };
    }
    case 'update the source': {
      const { id, ...source } = stored(name, sourceSql(seed, 1));
      levered.alter(levered.organizationId, { source: { id, ...source, column_mapping: sourceMapping } });
      await put(sourceFile(seed, 1));
      return { name, file, oldId: undefined, changed: sourceFile(seed, 2) };
    }
    case 'pull all': {
      const added = Array.from({ length: pulled }, (_, index) => stored(`${name} ${index}`, sqlOf(seed, index)));
      levered.alter(levered.organizationId, { metrics: [...metrics, ...added] });
      return { name: `${name} 0`, file: '', oldId: undefined, changed: undefined };
    }
  }
}

const sourceMapping = { anonymous_id: 'anonymous_id', timestamp: 'timestamp', variant: 'variant' };
const sourceSql = (seed: number, part: number): string =>
  `SELECT anonymous_id, timestamp, variant FROM exposures WHERE ${seed} = ${part}`;

function sourceFile(seed: number, part: number): string {
  return `/*---
kind: assignment_source
name: Exposures
column_mapping:
  anonymous_id: anonymous_id
  timestamp: timestamp
  variant: variant
---*/
${sourceSql(seed, part)}
`;
}

/** Takes away what a kill was about, so that the next one finds the folder and the organization as they were. */
export async function clear({ levered, folder }: Scene, kept: readonly string[]): Promise<void> {
  const place = join(folder, 'levered');
  for (const name of await readdir(place)) if (!kept.includes(name)) await rm(join(place, name));
  const { metrics } = levered.state();
  levered.alter(levered.organizationId, { metrics: metrics.filter(({ name }) => name === 'Kept'), source: null });
}
