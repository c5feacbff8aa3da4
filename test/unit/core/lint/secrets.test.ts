import { describe, expect, test } from 'vitest';
import { findSecrets, withoutSecrets } from '../../../../src/core/lint/secrets.ts';
import { mended, pointedAt } from './lintedText.ts';

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhYmMifQ.c2lnbmF0dXJl_-x';
const opaque = 'x9_y-z0Ab1Cd2Ef3Gh4Ij5Kl6';

const secretsOf = (text: string): readonly string[] =>
  findSecrets(text).map(({ start, end }) => text.slice(start, end));

describe('a token in a text (T5)', () => {
  test.each([
    ['a web token', `-- ${jwt} from the console`, jwt],
    ['a web token in a value', `name: "${jwt}"`, jwt],
    ['a web token in an address', `https://a.example/?token=${jwt}&b=1`, jwt],
    ['a web token at the end of a path', `GET /v2.1/session/${jwt}`, jwt],
    ['what stands behind Bearer', `-- Authorization: Bearer ${opaque}`, opaque],
    ["the CLI's session", `{"session_token": "${opaque}"}`, opaque],
    ['a key', 'key: lvd_0123456789abcdefghij', 'lvd_0123456789abcdefghij'],
  ])('%s', (_, text, secret) => {
    expect(secretsOf(text)).toEqual([secret]);
    expect(withoutSecrets(text)).toBe(text.replace(secret, '…'));
  });

  test.each([
    ['an id', 'id: 6f1f2c0e-1111-4222-8333-123456789abc'],
    ['a long name', 'FROM `project.dataset.a_table_with_a_very_long_name_2026`'],
    ['a hash', "WHERE hash = 'd41d8cd98f00b204e9800998ecf8427e'"],
    ['a sentence', '-- the bearer of_a_very_long_column_name'],
    ['a word that only begins so', 'eyJustSomeLongIdentifierInCamelCase'],
  ])('is not %s', (_, text) => {
    expect(secretsOf(text)).toEqual([]);
  });

  test('a text made to take long takes no more than its length (T13)', () => {
    const hostile = ['eyJ-'.repeat(50_000), 'eyJ.'.repeat(50_000), 'bearer '.repeat(30_000)];
    expect(hostile.map(text => secretsOf(text).length)).toEqual([0, 0, 0]);
  });

  test('is a problem of its file wherever it stands, and goes away with the fix', () => {
    const text = (token: string) =>
      `/*---\nname: a # ${token}\ncolumn_mapping: {anonymous_id: u, timestamp: t}\n---*/\nSELECT u, t FROM a WHERE t > @start_date`;
    expect(pointedAt(text(jwt))).toEqual([['secret-in-file', jwt]]);
    expect(mended(text(jwt), 'secret-in-file').map(one => one.text)).toEqual([text('')]);
  });
});
