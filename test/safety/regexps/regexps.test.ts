import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AttackPattern, checkSync } from 'recheck';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from '../../unit/temporaryFolder.ts';
import { buildIn } from '../builtProject.ts';
import { cpuTime, timeBound } from '../../cpuTime.ts';
import { bounded } from './bounded.ts';
import { collect, type Collected, type FoundRegExp, madeByPrinter } from './regexps.ts';

// The checker's own JavaScript, in this process: nothing native, no Java, the same answer everywhere.
process.env['RECHECK_SYNC_BACKEND'] = 'pure';

/** Milliseconds for one expression; the slowest takes about six seconds on a busy machine. */
const timeout = 30_000;
const limit = timeBound(50);

let remove: () => Promise<void>;
let collected: Collected;
let printed: readonly FoundRegExp[];

beforeAll(async () => {
  const made = await makeFolder();
  ({ remove } = made);
  await buildIn(made.folder);
  const paths = (await readdir(join(made.folder, 'dist'), { recursive: true }))
    .filter(path => path.endsWith('.js'))
    .map(path => join('dist', path));
  const texts = paths.map(async path => [path, await readFile(join(made.folder, path), 'utf8')] as const);
  collected = collect(new Map(await Promise.all(texts)));
  printed = madeByPrinter(join(made.folder, 'dist/sqlPrinter.js'), ['bigquery', 'snowflake', 'postgres', 'duckdb']);
});

afterAll(() => remove());

/** The worst text that the checker knows, of about this length. */
function worst({ pumps, suffix }: AttackPattern, length: number): string {
  const fixed = pumps.reduce((sum, { prefix }) => sum + prefix.length, suffix.length);
  const each = pumps.reduce((sum, { pump }) => sum + pump.length, 0);
  const times = Math.max(0, Math.floor((length - fixed) / each));
  return pumps.map(({ prefix, pump }) => prefix + pump.repeat(times)).join('') + suffix;
}

/** What is wrong with an expression, or nothing. */
function finding({ source, flags, files }: FoundRegExp): string | undefined {
  const said = checkSync(source, flags, { timeout, randomSeed: 1 });
  const where = `/${source}/${flags} in ${files.join(', ')}`;
  if (said.status === 'safe') return undefined;
  if (said.status === 'unknown') return `${where}: ${said.error.kind}`;
  const bound = bounded.find(each => each.source === source && files.every(file => file.startsWith(each.file)));
  if (bound === undefined) return `${where}: ${said.complexity.summary}, ${said.attack.pattern}`;
  const text = worst(said.attack, bound.longest);
  const took = cpuTime(() => void new RegExp(source, flags).exec(text), limit);
  return took > limit ? `${where}: ${took} ms for ${text.length} characters` : undefined;
}

describe('The regular expressions that ship', () => {
  test('are all known: what is put together while a script runs is in the printer of queries alone (T14)', () => {
    expect(collected.found.length).toBeGreaterThan(200);
    expect(collected.made.filter(({ file }) => file !== 'dist/sqlPrinter.js')).toEqual([]);
    expect(printed.length).toBeGreaterThan(40);
  });

  test('are none of them slow, in our scripts and in those of others (T14)', () => {
    const checked = collected.found.filter(({ isFallback }) => !isFallback);
    expect(checked.map(finding).filter(found => found !== undefined)).toEqual([]);
    console.log(`T14 literals: ${checked.length} regular expressions, none vulnerable, ${bounded.length} by a bound`);
  });

  test('are none of them slow where the printer makes them of the words of a dialect (T14)', () => {
    expect(printed.map(finding).filter(found => found !== undefined)).toEqual([]);
    console.log(`T14 printer: ${printed.length} regular expressions made for four dialects, none vulnerable`);
  });

  test('never come to the ones for engines that cannot look behind (T14)', () => {
    expect(/(?<! ) +$/.test('a  ')).toBe(true);
    expect(collected.found.filter(({ isFallback }) => isFallback).length).toBeLessThanOrEqual(3);
  });

  test('have no bound for one that is gone (T14)', () => {
    const known = [...collected.found, ...printed].map(({ source }) => source);
    expect(bounded.filter(({ source }) => !known.includes(source)).map(({ source }) => source)).toEqual([]);
  });

  test.each(['^(a+)+$', String.raw`\s+$`, '^(a|a)*$'])('would be found slow: %s (T14)', source => {
    expect(finding({ source, flags: '', files: ['dist/extension.js'], isFallback: false })).toMatch(
      /polynomial|exponential/,
    );
  });
});
