import { expect, test } from 'vitest';
import { type OriginProblem, parseOrigin } from '../../../src/api/origin.ts';
import { lookAlikes } from '../../lookAlikes.ts';
import { canary, clientOf, errorOf, originOf } from './support.ts';

const real = 'https://api.levered.dev';

test.each([
  [real, real],
  [`${real}/`, real],
  [`  ${real}\n`, real],
  ['HTTPS://API.Levered.DEV', real],
  [`${real}:443`, real],
  ['http://localhost:3100', 'http://localhost:3100'],
  ['http://127.0.0.1:3100/', 'http://127.0.0.1:3100'],
  ['http://127.9.8.7', 'http://127.9.8.7'],
  ['http://[::1]:80', 'http://[::1]'],
  ['https://10.0.0.1:8443', 'https://10.0.0.1:8443'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
])('%j is the origin %s', (text, origin) => {
  expect(parseOrigin(text)).toEqual({ kind: 'origin', origin });
});

test.each<[string, OriginProblem]>([
  ['', 'empty'],
  ['api.levered.dev', 'syntax'],
  ['//api.levered.dev', 'syntax'],
  ['https:api.levered.dev', 'syntax'],
  ['https:///api.levered.dev', 'syntax'],
  ['https:\\\\api.levered.dev', 'syntax'],
  ['https://api.levered.dev\\@evil.example', 'syntax'],
  ['https://api.leve\tred.dev', 'syntax'],
  ['https://api.levered.dev:99999', 'syntax'],
  [`https://${'a'.repeat(600)}`, 'syntax'],
  ['http://api.levered.dev', 'scheme'],
  ['http://[::ffff:127.0.0.1]', 'unusual_host'],
  ['http://127.0.0.1.evil.example', 'scheme'],
  ['http://localhost.evil.example', 'scheme'],
  ['ftp://api.levered.dev', 'scheme'],
  ['javascript://api.levered.dev', 'scheme'],
  ['https://api.levered.dev@evil.example', 'user_info'],
  ['https://:@api.levered.dev', 'user_info'],
  [`${real}/v2`, 'not_an_origin'],
  [`${real}//`, 'not_an_origin'],
  [`${real}?`, 'not_an_origin'],
  [`${real}/#`, 'not_an_origin'],
  ['https://api.levered.dev.', 'unusual_host'],
  ['https://api%2elevered.dev', 'unusual_host'],
  ['https://ａｐｉ.levered.dev', 'unusual_host'],
  ['https://api。levered。dev', 'unusual_host'],
  ['http://2130706433', 'unusual_host'],
  ['http://0x7f.1', 'unusual_host'],
  ['http://[0:0:0:0:0:0:0:1]', 'unusual_host'],
  ['https://api.levered.dev:0443', 'unusual_host'],
])('%j is refused: %s', (text, code) => {
  expect(parseOrigin(text)).toEqual({ kind: 'problem', code });
});

test('none of 300 look-alikes is taken for the real origin (T3)', () => {
  const texts = lookAlikes(real);
  expect(texts.length).toBeGreaterThanOrEqual(300);
  const taken = texts.filter(text => {
    const parsed = parseOrigin(text);
    return parsed.kind === 'origin' && parsed.origin === real;
  });
  expect(taken).toEqual([]);
});

test('the token goes to the origin of the client and nowhere else (T3)', async () => {
  const asked: string[] = [];
  const hostFetch = ((url: string) => {
    asked.push(new URL(url).origin);
    return Promise.reject(new TypeError('fetch failed'));
  }) as typeof fetch;
  const { FetchDispatcher } = await import('../../../src/api/fetchDispatcher.ts');
  for (const text of lookAlikes(real)) {
    const parsed = parseOrigin(text);
    if (parsed.kind === 'problem') continue;
    const { client } = clientOf(parsed.origin, canary, { dispatcher: new FetchDispatcher(() => hostFetch) });
    await errorOf(
      client.createMetric({ kind: 'metric', name: '', sql: '', column_mapping: { anonymous_id: '', timestamp: '' } }),
    );
    expect(asked.splice(0)).toEqual([parsed.origin]);
    expect(parsed.origin).not.toBe(originOf(real));
  }
});
