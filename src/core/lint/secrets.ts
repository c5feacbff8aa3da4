import type { TextRange } from '../document/problem.ts';

/** Shorter than this is no token, and a name may be. */
const minLength = 20;
/** A run of the characters that bearer tokens are made of (RFC 6750 section 2.1). */
const runs = /[A-Za-z0-9._~+/-]{20,}=*/g;
/** More than these tell nobody anything new. */
const maxSecrets = 20;

/**
 * Where a text has what looks like a token: a JSON Web Token, a key that begins with `lvd_`, or what stands behind
 * `Bearer` or `session_token`. Takes time in proportion to the text (T13).
 */
export function findSecrets(text: string): readonly TextRange[] {
  const secrets: TextRange[] = [];
  for (const { 0: run, index } of text.matchAll(runs)) {
    const at = isAnnounced(text, index) && /\d/.test(run) && /[A-Za-z]/.test(run) ? 0 : secretIn(run);
    if (at === undefined) continue;
    secrets.push({ start: index + at, end: index + run.length });
    if (secrets.length === maxSecrets) break;
  }
  return secrets;
}

/** A text with `…` in the place of each token: what may be shown of a value that somebody may have mistaken. */
export function withoutSecrets(text: string): string {
  let shown = '';
  let done = 0;
  for (const { start, end } of findSecrets(text)) {
    shown += `${text.slice(done, start)}…`;
    done = end;
  }
  return shown + text.slice(done);
}

function isAnnounced(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 24), at);
  return /\bbearer[ \t]+$/i.test(before) || /session_token["'`]?[ \t]*[:=][ \t]*["'`]?$/i.test(before);
}

function secretIn(run: string): number | undefined {
  const key = run.search(/(?<![A-Za-z0-9_])lvd_/);
  if (key !== -1 && run.length - key >= minLength) return key;
  let start = 0;
  const parts = run.split('.');
  for (const [index, part] of parts.entries()) {
    const at = part.search(/(?<![A-Za-z0-9_])eyJ/);
    // Header, claims and signature; the signature may be cut off.
    if (at !== -1 && part.length - at >= 10 && (parts[index + 1]?.length ?? 0) >= 8) return start + at;
    start += part.length + 1;
  }
  return undefined;
}
