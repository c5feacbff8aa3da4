import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

// Everything of the client that a program would load; run where nothing else has loaded undici.
const entry = `
  import { LeveredClient } from './src/api/client.ts';
  import { FetchDispatcher } from './src/api/fetchDispatcher.ts';
  import { parseOrigin } from './src/api/origin.ts';
  import { Pace } from './src/api/pace.ts';
  import { systemClock } from './src/api/clock.ts';
  const client = new LeveredClient({
    origin: parseOrigin('https://api.levered.dev').origin,
    token: async () => 'token',
    // Not a real Response: touching that loads Node's own undici, which fills a slot.
    dispatcher: new FetchDispatcher(() => async () => ({
      status: 200,
      headers: new Map([['content-type', 'application/json']]),
      body: new Blob(['{"metrics":[]}']).stream(),
    })),
    pace: new Pace(systemClock),
    requestTimeoutMs: 1000,
    previewTimeoutMs: 1000,
  });
  const slots = () => [1, 2].map(slot => globalThis[Symbol.for('undici.globalDispatcher.' + slot)]);
  client.listMetrics().then(({ value }) => console.log(JSON.stringify({ value, slots: slots().map(slot => slot === undefined) })));
`;

test('the bundled client is small and leaves both process-wide dispatcher slots alone', async () => {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: join(import.meta.dirname, '../../..'), loader: 'ts' },
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    mainFields: ['module', 'main'],
    bundle: true,
    minify: true,
    write: false,
  });
  const code = outputFiles[0]!.contents;
  console.log(
    `src/api with undici's parts and valibot: ${code.length} bytes minified, ${gzipSync(code).length} gzipped`,
  );
  const folder = await mkdtemp(join(tmpdir(), 'levered-bundle-'));
  try {
    await writeFile(join(folder, 'client.cjs'), code);
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'client.cjs')]);
    expect(JSON.parse(stdout)).toEqual({ value: [], slots: [true, true] });
  } finally {
    await rm(folder, { recursive: true });
  }
  expect(code.length).toBeLessThan(75_000);
});
