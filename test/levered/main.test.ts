import { build } from 'esbuild';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { metricsPath } from './testClient.ts';

describe('The command line', () => {
  let folder: string;
  let script: string;
  const children = new Set<ChildProcess>();
  beforeAll(async () => {
    // Inside the project, so that the packages that stay outside of the bundle are found.
    folder = mkdtempSync(resolve('node_modules', '.levered-main-'));
    script = join(folder, 'levered.mjs');
    await build({
      entryPoints: ['test/levered/main.ts'],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'warning',
    });
  });
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const start = (...args: string[]) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    const shown = { out: '', err: '' };
    child.stdout.on('data', (part: Buffer) => (shown.out += part.toString()));
    child.stderr.on('data', (part: Buffer) => (shown.err += part.toString()));
    const ended = new Promise<number | null>(settle => child.once('close', settle));
    const saying = (pattern: RegExp) =>
      new Promise<readonly string[]>((settle, reject) => {
        const look = () => {
          const found = pattern.exec(shown.out);
          if (found) settle(found);
        };
        child.stdout.on('data', look);
        child.once('close', () => reject(new Error(`It ended without saying ${String(pattern)}: ${shown.err}`)));
        look();
      });
    return { child, shown, ended, saying };
  };

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'prints an address and a token that work, and stops on %s',
    async signal => {
      const { child, shown, ended, saying } = start('--provider', 'snowflake', '--seed', '4');
      const [, url, token] = await saying(/at (http:\S+)[^]*token (\S+)[^]*Ctrl\+C/);
      const response = await fetch(`${url}${metricsPath}`, { headers: { authorization: `Bearer ${token}` } });
      expect(response.status).toBe(200);
      await response.text();
      child.kill(signal);
      expect([await ended, shown.err]).toEqual([0, '']);
    },
  );

  test.each([
    [['--port', 'eighty'], '--port takes a whole number from 0 to 65535, not "eighty".'],
    [['--seed', '-1'], "'--seed' argument is ambiguous"],
    [['--provider', 'oracle'], '--provider takes bigquery, snowflake, postgres, not "oracle".'],
    [['--database', 'mysql://x'], '--database takes an address that begins with postgres://.'],
    [['--fast'], "Unknown option '--fast'"],
    [['extra'], "Unexpected argument 'extra'"],
  ])('says what is wrong with %j and how it is used', async (args, message) => {
    const { ended, shown } = start(...args);
    expect(await ended).toBe(1);
    expect(shown.err).toContain(message);
    expect(shown.err).toContain('Usage: npm run levered');
    expect(shown.out).toBe('');
  });

  test('says that a port is taken', async () => {
    const first = start();
    const [, port] = await first.saying(/127\.0\.0\.1:(\d+)/);
    const second = start('--port', port!);
    expect(await second.ended).toBe(1);
    expect(second.shown.err).toContain('EADDRINUSE');
  });

  test('prints how it is used on --help', async () => {
    const { ended, shown } = start('--help');
    expect([await ended, shown.out]).toEqual([0, expect.stringContaining('--database URL')]);
  });
});
