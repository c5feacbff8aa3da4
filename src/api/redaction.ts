/**
 * Takes a secret out of texts that others wrote: a server may echo the token in its message, a host may name a header
 * in an error. Any run of eight of its characters counts, plain or in base64, and with any of them URL-escaped or
 * escaped as in JSON (T5).
 */

const windowLength = 8;
const replacement = '[removed]';

/** Base64 of a text depends on where in a group of three bytes it starts: three forms, each without its uncertain head. */
function base64Forms(secret: string): string[] {
  return (['base64', 'base64url'] as const).flatMap(alphabet =>
    [0, 1, 2].map(shift =>
      Buffer.from('\0'.repeat(shift) + secret)
        .toString(alphabet)
        .slice(shift === 0 ? 0 : 4),
    ),
  );
}

function windowsOf(secret: string): ReadonlySet<string> {
  const escaped = encodeURIComponent(secret);
  const derived = [escaped, escaped.replace(/%../g, code => code.toLowerCase()), ...base64Forms(secret)];
  const windows = new Set<string>();
  // A form that is shorter than a window tells little, and would hit innocent words; the secret itself never passes.
  for (const form of [secret, ...derived.filter(text => text.length >= windowLength)]) {
    for (let at = 0; at === 0 || at + windowLength <= form.length; at++) windows.add(form.slice(at, at + windowLength));
  }
  return windows;
}

/** A text without its escapes, and where each of its characters stood before, the end included. */
function unescaped(text: string): { readonly plain: string; readonly starts: readonly number[] } {
  const starts: number[] = [];
  let plain = '';
  for (const { 0: found, index } of text.matchAll(/\\u00[0-9a-f]{2}|%[0-9a-f]{2}|\\\/|[^]/gi)) {
    starts.push(index);
    const code = found.length > 2 ? found.slice(-2) : undefined;
    plain += code === undefined ? found.slice(-1) : String.fromCharCode(Number.parseInt(code, 16));
  }
  return { plain, starts: [...starts, text.length] };
}

/** Gives a function that replaces every trace of `secret` in a text; with an empty secret it changes nothing. */
export function redactor(secret: string): (text: string) => string {
  if (secret === '') return text => text;
  // Only an error needs them, and there are thousands.
  let windows: ReadonlySet<string> | undefined;
  const sizes = [windowLength, Math.min(windowLength, secret.length)];
  const lengthAt = (text: string, at: number): number =>
    sizes.find(size => windows?.has(text.slice(at, at + size)) === true) ?? 0;
  return text => {
    windows ??= windowsOf(secret);
    const { plain, starts } = unescaped(text);
    let result = '';
    let kept = 0;
    for (let at = 0; at < plain.length; at++) {
      const start = starts[at] ?? 0;
      const asRead = lengthAt(plain, at);
      const end = Math.max(start + lengthAt(text, start), asRead === 0 ? 0 : (starts[at + asRead] ?? 0));
      if (end <= start) continue;
      if (start > kept || kept === 0) result += text.slice(kept, start) + replacement;
      kept = Math.max(kept, end);
    }
    return result + text.slice(kept);
  };
}
