import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  DuckDBUnionValue,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';

/** Writes one value of a DuckDB result as JSON: numbers digit for digit, times as ISO 8601, nested values as JSON. */
export function duckdbJson(value: DuckDBValue, type?: DuckDBType): string {
  if (value === null) return 'null';
  if (typeof value === 'object') return objectJson(value);
  if (typeof value === 'number') return numberJson(value, type?.typeId === DuckDBTypeId.FLOAT);
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** The fewest digits that give the same number back; JSON has no infinity and no NaN, so those become strings. */
function numberJson(value: number, isSingle: boolean): string {
  if (!Number.isFinite(value)) return JSON.stringify(String(value));
  if (Object.is(value, -0)) return '-0.0';
  if (isSingle) {
    for (let digits = 1; digits <= 9; digits += 1) {
      const shorter = Number(value.toPrecision(digits));
      if (Math.fround(shorter) === value) return String(shorter);
    }
  }
  return String(value);
}

function objectJson(value: Exclude<DuckDBValue, null | boolean | bigint | number | string>): string {
  if (value instanceof DuckDBDecimalValue) return value.toString();
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    return `[${value.items.map(item => duckdbJson(item)).join(',')}]`;
  }
  if (value instanceof DuckDBStructValue) {
    const fields = Object.entries(value.entries).map(([key, entry]) => `${JSON.stringify(key)}:${duckdbJson(entry)}`);
    return `{${fields.join(',')}}`;
  }
  if (value instanceof DuckDBMapValue) {
    const fields = value.entries.map(({ key, value: entry }) => `${JSON.stringify(String(key))}:${duckdbJson(entry)}`);
    return `{${fields.join(',')}}`;
  }
  if (value instanceof DuckDBUnionValue) return duckdbJson(value.value);
  if (value instanceof DuckDBBlobValue) return JSON.stringify(Buffer.from(value.bytes).toString('base64'));
  if (value instanceof DuckDBDateValue) return JSON.stringify(value.toString());
  if (value instanceof DuckDBTimestampTZValue) {
    return JSON.stringify(isoTime(new DuckDBTimestampValue(value.micros).toString(), 'Z'));
  }
  if (
    value instanceof DuckDBTimestampValue ||
    value instanceof DuckDBTimestampSecondsValue ||
    value instanceof DuckDBTimestampMillisecondsValue ||
    value instanceof DuckDBTimestampNanosecondsValue
  ) {
    return JSON.stringify(isoTime(value.toString(), ''));
  }
  return JSON.stringify(value.toString());
}

/** A time without zone stays without one, because the engine does not know it either. */
function isoTime(text: string, zone: string): string {
  return /^\d/.test(text) ? text.replace(' ', 'T') + zone : text;
}
