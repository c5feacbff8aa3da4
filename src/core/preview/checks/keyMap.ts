const buckets = 256;
/** Ids differ in their last characters. */
const hashed = 8;

/** A map with texts for keys, in many small ones: a single large map holds the thread for long whenever it grows. */
export class KeyMap<Value> {
  readonly #maps = Array.from({ length: buckets }, () => new Map<string, Value>());

  get(key: string): Value | undefined {
    return this.#maps[bucketOf(key)]?.get(key);
  }

  set(key: string, value: Value): void {
    this.#maps[bucketOf(key)]?.set(key, value);
  }
}

function bucketOf(key: string): number {
  let hash = 0;
  for (let at = Math.max(0, key.length - hashed); at < key.length; at++) {
    hash = (hash * 31 + key.charCodeAt(at)) | 0;
  }
  return (hash >>> 0) % buckets;
}
