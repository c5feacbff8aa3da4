import type { JournalEvent, JournalRecord } from './record.ts';

/**
 * Why a journal may only be read: something in it is not understood, and to write on would be to act on half of it.
 * `unknown_version`: a newer extension wrote it · `not_a_record`: it was damaged or merged by hand.
 */
export interface JournalProblem {
  readonly kind: 'unknown_version' | 'not_a_record';
  /** From 1. */
  readonly line: number;
}

export interface JournalText {
  readonly records: readonly JournalRecord[];
  /** The first line that is not understood. */
  readonly problem?: JournalProblem;
  /**
   * Where a last line without its line break begins, in characters: a crash cut its writing short, so that nothing was
   * sent on the strength of it. Whoever writes next removes it first.
   */
  readonly tornFrom?: number;
}

/** One record as a line of a journal, line break included. */
export function printJournalLine(record: JournalRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/** Reads the text of a journal. Never throws, and never takes a line that it does not understand for nothing. */
export function parseJournalLines(text: string): JournalText {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const records: JournalRecord[] = [];
  let problem: JournalProblem | undefined;
  for (const [index, line] of lines.entries()) {
    const read = readLine(line);
    if (typeof read === 'object') records.push(read);
    else problem ??= { kind: read, line: index + 1 };
  }
  return {
    records,
    ...(problem !== undefined && { problem }),
    ...(last !== '' && { tornFrom: text.length - last.length }),
  };
}

function readLine(line: string): JournalRecord | JournalProblem['kind'] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'not_a_record';
  }
  if (!isObject(value)) return 'not_a_record';
  if (typeof value['version'] === 'number' && value['version'] !== 1) return 'unknown_version';
  return isRecord(value) ? value : 'not_a_record';
}

type Check = (value: unknown) => boolean;
const isText: Check = value => typeof value === 'string';
const isTextOrAbsent: Check = value => value === undefined || isText(value);
const areTexts: Check = value => Array.isArray(value) && value.every(isText);
const oneOf =
  (...allowed: readonly string[]): Check =>
  value =>
    isText(value) && allowed.includes(value as string);
const isKind = oneOf('metric', 'assignment_source');

const isDraft: Check = value => {
  if (!isObject(value) || !isObject(value['column_mapping'])) return false;
  const { anonymous_id, timestamp } = value['column_mapping'];
  return isKind(value['kind']) && [value['name'], value['sql'], anonymous_id, timestamp].every(isText);
};
const isDefinition: Check = value => isDraft(value) && isText((value as Record<string, unknown>)['id']);

/** What each kind of record must have. A JSON text has no `undefined`: what may be absent is. */
const shapes: Readonly<Record<JournalEvent['kind'], Readonly<Record<string, Check>>>> = {
  intent: {
    intent: isText,
    action: oneOf('create', 'replace', 'update', 'delete', 'scratch'),
    of: isKind,
    environment: isText,
    uri: isTextOrAbsent,
    name: isText,
    draft: value => value === undefined || isDraft(value),
    oldId: isTextOrAbsent,
    fileId: isTextOrAbsent,
    fileIdBelongsTo: isTextOrAbsent,
    known: areTexts,
    owner: isTextOrAbsent,
  },
  created: { intent: isText, id: isText },
  unknown: { intent: isText, candidates: areTexts },
  settled: { intent: isText, outcome: oneOf('done', 'not_done', 'given_up') },
  superseded: { oldId: isText, newId: isText, uri: isText },
  gone: { id: isText },
  no_base: { id: isText },
  base: { definition: isDefinition, uri: isTextOrAbsent },
  snapshot: { definition: isDefinition, reason: oneOf('deleted', 'replaced') },
};

function isRecord(value: Readonly<Record<string, unknown>>): value is JournalRecord & Record<string, unknown> {
  const { version, at, kind } = value;
  if (version !== 1 || typeof at !== 'number' || typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) return false;
  return Object.entries(shapes[kind as JournalEvent['kind']]).every(([key, check]) => check(value[key]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
