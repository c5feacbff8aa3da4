import { inspect } from 'node:util';

const windowLength = 8;

function windowsOf(text: string): string[] {
  return Array.from({ length: text.length - windowLength + 1 }, (_, at) => text.slice(at, at + windowLength));
}

const codesOf = (text: string): string[] =>
  Array.from(text, character => character.charCodeAt(0).toString(16).padStart(2, '0'));

/** Base64 depends on where in a group of three bytes a text starts; signs that hold bits of others are left out. */
function base64Windows(secret: string): string[] {
  const alphabets = ['base64', 'base64url'] as const;
  return alphabets.flatMap(alphabet =>
    [0, 1, 2].flatMap(shift => {
      const bits = 8 * (shift + secret.length);
      const signs = Buffer.from('\0'.repeat(shift) + secret).toString(alphabet);
      return windowsOf(signs.slice(Math.ceil((8 * shift) / 6), Math.floor(bits / 6)));
    }),
  );
}

/** Every eight bytes of a secret: raw, URL-escaped, escaped as in JSON and in base64, at each place in its groups. */
export function tracesOf(secret: string): (text: string) => readonly string[] {
  const escaped = windowsOf(secret).flatMap(part => {
    const codes = codesOf(part);
    return [
      part,
      encodeURIComponent(part),
      part.replaceAll('/', '\\/'),
      codes.map(code => `%${code}`).join(''),
      codes.map(code => `%${code.toUpperCase()}`).join(''),
      codes.map(code => `\\u00${code}`).join(''),
      codes.map(code => `\\u00${code.toUpperCase()}`).join(''),
    ];
  });
  const windows = [...new Set([...escaped, ...base64Windows(secret)])];
  return text => windows.filter(window => text.includes(window));
}

/** The ways in which a server may write down a secret that it was given. */
export function spellingsOf(secret: string): Readonly<Record<string, string>> {
  const codes = codesOf(secret);
  return {
    raw: secret,
    header: `Bearer ${secret}`,
    base64: Buffer.from(secret).toString('base64'),
    'base64 of the header': Buffer.from(`Authorization: Bearer ${secret}`).toString('base64'),
    base64url: Buffer.from(`x${secret}`).toString('base64url'),
    'URL-escaped': encodeURIComponent(secret),
    'URL-escaped, all of it': codes.map(code => `%${code.toUpperCase()}`).join(''),
    'JSON-escaped': codes.map(code => `\\u00${code}`).join(''),
    'a part of it': secret.slice(3, 21),
  };
}

/** Whatever could be got out of something that was thrown, given or logged. */
export function viewsOf(thing: unknown): string {
  const views: string[] = [inspect(thing, { depth: Infinity, showHidden: true, getters: true, maxStringLength: null })];
  for (let at = thing; at instanceof Error; at = at.cause) {
    const own = Object.getOwnPropertyNames(at).map((name): unknown[] => [name, Reflect.get(at as object, name)]);
    views.push(at.message, String(at.stack), String(at), JSON.stringify(own));
  }
  // Nothing at all has no JSON.
  const json: string | undefined = JSON.stringify(thing);
  return [...views, json].join('\n');
}
