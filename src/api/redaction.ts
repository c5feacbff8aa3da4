/**
 * Takes a secret out of texts that others wrote: a server may echo the token in its message, a host may name a header
 * in an error. Any run of eight of its characters counts, plain, URL-escaped or in base64 (T5).
 */

const windowLength = 8;
const replacement = '[removed]';

/** Base64 of a text depends on where in a group of three bytes it starts: three forms, each without its uncertain head. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2].map(shift =>
    Buffer.from('\0'.repeat(shift) + secret)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4),
  );
}

function windowsOf(secret: string): ReadonlySet<string> {
  const base64 = base64Forms(secret);
  const escaped = encodeURIComponent(secret);
  const derived = [escaped, escaped.replace(/%../g, code => code.toLowerCase()), ...base64];
  const windows = new Set<string>();
  // A form that is shorter than a window tells little, and would hit innocent words; the secret itself never passes.
  for (const form of [secret, ...derived.filter(text => text.length >= windowLength)]) {
    for (let at = 0; at === 0 || at + windowLength <= form.length; at++) windows.add(form.slice(at, at + windowLength));
  }
  return windows;
}

/** Gives a function that replaces every trace of `secret` in a text; with an empty secret it changes nothing. */
export function redactor(secret: string): (text: string) => string {
  if (secret === '') return text => text;
  // Only an error needs them, and there are thousands.
  let windows: ReadonlySet<string> | undefined;
  return text => {
    windows ??= windowsOf(secret);
    let result = '';
    let kept = 0;
    for (let at = 0; at < text.length; at++) {
      const length = [windowLength, Math.min(windowLength, secret.length)].find(size =>
        windows?.has(text.slice(at, at + size)),
      );
      if (length === undefined) continue;
      if (at > kept || kept === 0) result += text.slice(kept, at) + replacement;
      kept = Math.max(kept, at + length);
    }
    return result + text.slice(kept);
  };
}
