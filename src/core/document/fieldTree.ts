import { isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode, type YAMLMap } from 'yaml';
import type { Field, FieldStyle } from './leveredDocument.ts';
import { error, type DocumentProblem, type TextRange } from './problem.ts';

interface Reading {
  /** Added to the tree's offsets. */
  readonly shift: number;
  /** Names the map being read, e.g. `column_mapping.`; empty at the top. */
  readonly path: string;
  /** Filled while reading. */
  readonly problems: DocumentProblem[];
}

type Node = ParsedNode | null;

/**
 * The fields of a composed map as plain data, each with its places. Duplicate keys, merge keys, keys that are not text
 * and numbers that would lose digits become problems; the first of two equal keys counts.
 */
export function readFields(map: YAMLMap.Parsed, reading: Reading): readonly Field[] {
  const fields = new Map<string, Field>();
  for (const pair of map.items as Pair<ParsedNode, Node>[]) {
    const keyRange = rangeOf(pair.key, reading);
    const key = keyOf(pair.key);
    if (key === undefined) {
      reading.problems.push(error(keyRange, { code: 'wrong-type', path: reading.path, expected: 'text-key' }));
    } else if (key === '<<' && isPlain(pair.key)) {
      reading.problems.push(error(keyRange, { code: 'yaml-merge-key' }));
    } else if (fields.has(key)) {
      reading.problems.push(error(keyRange, { code: 'yaml-duplicate-key', key }));
    } else {
      fields.set(key, { key, keyRange, ...readValue(pair, keyRange, { ...reading, path: `${reading.path}${key}` }) });
    }
  }
  return [...fields.values()];
}

/** The fields as an object without a prototype, so that a key `__proto__` is a key like any other (T13). */
export function recordOf(fields: readonly Field[]): Record<string, unknown> {
  const record = Object.create(null) as Record<string, unknown>;
  for (const field of fields) record[field.key] = field.value;
  return record;
}

type FieldValue = Omit<Field, 'key' | 'keyRange'>;

function readValue(pair: Pair<ParsedNode, Node>, keyRange: TextRange, reading: Reading): FieldValue {
  const node = pair.value;
  if (node === null || isEmpty(node)) {
    const colon = pair.srcToken?.sep?.find(part => part.type === 'map-value-ind');
    const at = colon === undefined ? keyRange.end : reading.shift + colon.offset + 1;
    return { value: null, valueRange: { start: at, end: at }, style: colon === undefined ? 'no-colon' : 'empty' };
  }
  const valueRange = rangeOf(node, reading);
  if (isMap(node)) {
    const fields = readFields(node, { ...reading, path: `${reading.path}.` });
    return { value: recordOf(fields), valueRange, style: node.flow === true ? 'flow' : 'block', fields };
  }
  return { value: plainValue(node, reading), valueRange, style: styleOf(node) };
}

function plainValue(node: Node, reading: Reading): unknown {
  if (node === null) return null;
  if (isMap(node)) return recordOf(readFields(node, { ...reading, path: `${reading.path}.` }));
  if (isSeq(node)) {
    return node.items.map((item, index) => plainValue(item as Node, { ...reading, path: `${reading.path}.${index}` }));
  }
  if (isAlias(node)) return undefined;
  if (typeof node.value === 'number' && losesDigits(node.value, node.source)) {
    reading.problems.push(
      error(rangeOf(node, reading), { code: 'wrong-type', path: reading.path, expected: 'number' }),
    );
  }
  return node.value;
}

function losesDigits(value: number, source: string): boolean {
  if (!Number.isFinite(value)) return true;
  return Number.isInteger(value) && !Number.isSafeInteger(value) && /^[-+]?\d+$/.test(source) && `${value}` !== source;
}

function keyOf(node: Node): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === 'string' ? node.value : node.source;
}

function isPlain(node: Node): boolean {
  return isScalar(node) && node.type === 'PLAIN';
}

function isEmpty(node: ParsedNode): boolean {
  return isScalar(node) && node.value === null && node.range[0] === node.range[1];
}

function styleOf(node: ParsedNode): FieldStyle {
  if (isSeq(node)) return node.flow === true ? 'flow' : 'block';
  if (!isScalar(node)) return 'other';
  if (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') return 'quoted';
  return node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL' ? 'literal' : 'plain';
}

function rangeOf(node: Node, { shift }: Reading): TextRange {
  if (node === null) return { start: shift, end: shift };
  return { start: shift + node.range[0], end: shift + node.range[1] };
}
