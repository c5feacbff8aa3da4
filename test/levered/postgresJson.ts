/** Writes PostgreSQL's own text of a value as JSON, by the type's number in the system catalog `pg_type`. */
export function postgresJson(text: string | null, type: number): string {
  if (text === null) return 'null';
  const element = elementTypes.get(type);
  if (element !== undefined) return arrayJson(text, element);
  switch (type) {
    case oid.bool:
      return text === 't' ? 'true' : 'false';
    case oid.int2:
    case oid.int4:
    case oid.int8:
    case oid.float4:
    case oid.float8:
    case oid.numeric:
      // JSON has no infinity and no NaN, so those become strings.
      return /^-?\d/.test(text) ? text : JSON.stringify(text);
    case oid.json:
    case oid.jsonb:
      return text;
    case oid.timestamp:
      return JSON.stringify(text.replace(' ', 'T'));
    case oid.timestamptz:
      return JSON.stringify(text.replace(' ', 'T').replace(/\+00$/, 'Z'));
    default:
      return JSON.stringify(text);
  }
}

const oid = {
  bool: 16,
  int8: 20,
  int2: 21,
  int4: 23,
  text: 25,
  json: 114,
  float4: 700,
  float8: 701,
  varchar: 1043,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  uuid: 2950,
  jsonb: 3802,
} as const;

/** Array type → type of its elements. */
const elementTypes = new Map<number, number>([
  [1000, oid.bool],
  [1016, oid.int8],
  [1005, oid.int2],
  [1007, oid.int4],
  [1009, oid.text],
  [199, oid.json],
  [1021, oid.float4],
  [1022, oid.float8],
  [1015, oid.varchar],
  [1182, oid.date],
  [1115, oid.timestamp],
  [1185, oid.timestamptz],
  [1231, oid.numeric],
  [2951, oid.uuid],
  [3807, oid.jsonb],
]);

/** Reads the form `{1,NULL,"a \" b",{…}}`, which the manual's chapter "Arrays" describes. */
function arrayJson(text: string, element: number): string {
  const token = /([{},])|"((?:[^"\\]|\\.)*)"|([^{},"]+)/gs;
  // An array whose first index is not 1 begins with its bounds.
  const body = text.slice(text.indexOf('{'));
  let json = '';
  for (const [, sign, quoted, bare] of body.matchAll(token)) {
    if (sign !== undefined) json += { '{': '[', '}': ']', ',': ',' }[sign as '{' | '}' | ','];
    else if (quoted !== undefined) json += postgresJson(quoted.replace(/\\(.)/gs, '$1'), element);
    else json += bare === 'NULL' ? 'null' : postgresJson(bare ?? '', element);
  }
  return json;
}
