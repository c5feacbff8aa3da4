import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiError } from '../../../src/api/apiError.ts';
import { RowsReader } from '../../../src/api/rowsReader.ts';
import { elements } from '../../../src/core/json.ts';
import { readRows } from '../../../src/core/preview/rows.ts';
import { canary, clientOf, serve, type TestClient, type TestServer } from '../../unit/api/support.ts';
import { cpuTime, timeBound } from '../../cpuTime.ts';
import { type JsonBody, ownBodies, suiteBodies } from './jsonBodies.ts';

const bodies: readonly JsonBody[] = [...suiteBodies, ...ownBodies];
const limit = timeBound(50);
const minute = 60_000;

let server: TestServer;
let own: TestClient;
let answer: Buffer = Buffer.alloc(0);

beforeAll(async () => {
  server = await serve(({ method }, response) => {
    response.writeHead(method === 'POST' ? 201 : 200, { 'content-type': 'application/json' }).end(answer);
  });
  own = clientOf(server.url, canary);
});

afterAll(async () => {
  await own[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** What a call comes to: `read`, or the kind of its typed error. Anything else that is thrown fails the test. */
async function outcome(body: Buffer, call: () => Promise<unknown>): Promise<string> {
  answer = body;
  try {
    await call();
    return 'read';
  } catch (error) {
    if (error instanceof ApiError) return error.kind;
    throw error;
  }
}

/** The body in the place of a value. */
function within(before: string, { bytes }: JsonBody, after: string): Buffer {
  return Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]);
}

/** Whether a strict reader takes the whole, which decides where the standard, or the place, leaves it open. */
function isJson(body: Buffer): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return true;
  } catch {
    return false;
  }
}

const wrong = async (judge: (body: JsonBody) => Promise<string | undefined>): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const body of bodies) {
    const what = await judge(body);
    if (what !== undefined) found.push(`${body.name}: ${what}`);
  }
  return found;
};

describe('JSONTestSuite, and what is no UTF-8 or 100,000 deep (T25)', () => {
  test('are 318 bodies and more, of each kind', () => {
    const count = (verdict: string): number => suiteBodies.filter(body => body.verdict === verdict).length;
    expect([count('accept'), count('refuse'), count('either')]).toEqual([95, 188, 35]);
    expect(ownBodies.length).toBeGreaterThan(20);
  });

  test(
    'as a whole answer: JSON is told from what is none, and either is a typed error (T25)',
    { timeout: minute },
    async () => {
      const found = await wrong(async body => {
        const said = await outcome(body.bytes, () => own.client.listMetrics());
        const accepted = body.verdict === 'either' ? isJson(body.bytes) : body.verdict === 'accept';
        // JSON, but no list of metrics.
        const expected = accepted ? 'wrong_shape' : 'not_the_api';
        return said === expected ? undefined : said;
      });
      expect(found).toEqual([]);
      console.log(`T25 bodies: ${bodies.length} answers, every y_ taken as JSON, every n_ a typed error`);
    },
  );

  test(
    'as an unknown part of a good answer: the answer is read, or refused as a whole (T25)',
    { timeout: minute },
    async () => {
      const found = await wrong(async body => {
        const whole = within('{"metrics":[],"more":', body, ',"meta":{"request_id":"r","organization_id":"o"}}');
        const said = await outcome(whole, () => own.client.listMetrics());
        const expected =
          body.verdict === 'accept' || (body.verdict === 'either' && isJson(whole)) ? 'read' : 'not_the_api';
        return said === expected ? undefined : said;
      });
      expect(found).toEqual([]);
    },
  );

  test(
    'as a cell of a preview: its text arrives as it was sent, or nothing does (T25, T34)',
    { timeout: minute },
    async () => {
      const found = await wrong(async body => {
        const whole = within('{"rows":[{"a":', body, ',"b":1}],"error":null,"meta":{"request_id":"r"}}');
        let cell: string | undefined;
        const said = await outcome(whole, async () => {
          const { value } = await own.client.previewMetric('m');
          cell = readRows(value.parts.join('')).cell(0, 0);
        });
        const isRead = body.verdict === 'accept' || (body.verdict === 'either' && isJson(whole));
        if (said !== (isRead ? 'read' : 'not_the_api')) return said;
        const sent = body.bytes
          .toString()
          .replace(/^[ \t\r\n]+/, '')
          .replace(/[ \t\r\n]+$/, '');
        return isRead && cell !== sent ? `shown as ${String(cell?.slice(0, 50))}` : undefined;
      });
      expect(found).toEqual([]);
    },
  );

  test(
    'take no more than 50 ms each to be read in pieces, or to be refused (T25)',
    { timeout: 2 * minute },
    async () => {
      const found = await wrong(body => {
        const text = `{"rows":[{"a":${body.bytes.toString()},"b":1}]}`;
        const read = (length: number): void => {
          const reader = new RowsReader();
          try {
            for (let at = 0; at < text.length; at += length) reader.push(text.slice(at, at + length));
            const { rest, rows } = reader.end();
            JSON.parse(rest);
            for (const part of rows.parts) for (const { start } of elements(part)) void part.charAt(start);
          } catch (error) {
            if (!(error instanceof SyntaxError)) throw error;
          }
        };
        const slow = [16_384, Math.max(7, Math.ceil(text.length / 50))].filter(
          length => cpuTime(() => read(length), limit) > limit,
        );
        return Promise.resolve(slow.length === 0 ? undefined : `slow in pieces of ${slow.join(' and ')}`);
      });
      expect(found).toEqual([]);
    },
  );
});
