import { yamlText, type YamlPlace } from './yamlText.ts';

/** YAML takes an implicit key of at most 1,024 characters; the quotes and escapes count. */
const maxImplicitKey = 1_000;

/** The lines of a block map. Values are plain data; `undefined` is left out, as in JSON. */
export function printYamlMap(map: object, place: YamlPlace): string[] {
  return entriesOf(map).flatMap(([key, value]) => printEntry(key, value, place));
}

/** Plain data on one line: a scalar, or lists and maps in flow form. */
export function printYamlInline(value: unknown, place: YamlPlace): string {
  if (typeof value === 'string') return yamlText(value, place);
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(item => printYamlInline(item, place)).join(', ')}]`;
  if (!isMap(value)) return 'null';
  const entries = entriesOf(value).map(([key, inner]) => {
    const printed = yamlText(key, place);
    return `${printed.length > maxImplicitKey ? '? ' : ''}${printed}: ${printYamlInline(inner, place)}`;
  });
  return `{${entries.join(', ')}}`;
}

function printEntry(key: string, value: unknown, place: YamlPlace): string[] {
  const printed = yamlText(key, place);
  const head = printed.length > maxImplicitKey ? [`? ${printed}`, ':'] : [`${printed}:`];
  const inner = isMap(value) ? printYamlMap(value, place) : [];
  if (inner.length > 0) return [...head, ...inner.map(line => `  ${line}`)];
  return [...head.slice(0, -1), `${head.at(-1) ?? ''} ${printYamlInline(value, place)}`];
}

function entriesOf(map: object): [string, unknown][] {
  return Object.entries(map).filter(([, value]) => value !== undefined);
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
