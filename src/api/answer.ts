/** From the bytes of an answer to JSON or to what is wrong with it. */
import type { ApiErrorKind, Failure } from './apiError.ts';
import type { Call, RawAnswer } from './exchange.ts';
import { isJson } from './jsonType.ts';
import { parseRetryAfter } from './retryAfter.ts';
import type { RowParts } from './rowsReader.ts';
import { isId, type Read, readOrganization, readRefusal, readRequestId } from './wire.ts';

/** `json` is undefined for an answer without a body (204); `rows` are those of a preview, and `json` lacks them. */
export interface JsonAnswer {
  readonly kind: 'json';
  readonly status: number;
  readonly json: unknown;
  readonly rows?: RowParts;
  readonly requestId?: string;
  readonly organizationId?: string;
  /** Makes a message of the answer fit to be shown: without the token, and not too long. */
  readonly shown: (message: string) => string;
}

export type Judged = JsonAnswer | { readonly kind: 'failure'; readonly failure: Failure };

export interface JudgeContext {
  readonly redact: (text: string) => string;
  /** Wall clock in milliseconds, to read a Retry-After that is a date. */
  readonly nowMs: number;
}

const longestMessage = 4_000;

function header(answer: RawAnswer, name: string): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

type Parsed = { readonly kind: 'parsed'; readonly json: unknown } | { readonly kind: 'not_json'; readonly why: string };

function parse(answer: RawAnswer): Parsed {
  if (!isJson(answer.headers['content-type'])) return { kind: 'not_json', why: 'its content type is not JSON' };
  if (answer.rows === 'broken') return { kind: 'not_json', why: 'its body is not JSON' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(answer.body);
  } catch {
    return { kind: 'not_json', why: 'its body is not UTF-8' };
  }
  try {
    return { kind: 'parsed', json: JSON.parse(text) };
  } catch {
    // The engine's own message quotes the body.
    return { kind: 'not_json', why: 'its body is not JSON' };
  }
}

function refusedKind(status: number): ApiErrorKind {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not_found';
    case 408:
      return 'timeout';
    case 409:
      return 'conflict';
    case 429:
      return 'rate_limited';
    default:
      return status >= 500 ? 'server' : 'rejected';
  }
}

/** These need no particular body; any other refusal counts only in the API's own words. */
const plainRefusals = new Set([401, 403, 429]);

/** A message at its longest, without the token. */
function shownBy(redact: JudgeContext['redact']): (message: string) => string {
  return message => redact(message.slice(0, longestMessage));
}

function refusal(answer: RawAnswer, parsed: Parsed, { redact, nowMs }: JudgeContext): Failure {
  const { status } = answer;
  const said = parsed.kind === 'parsed' ? readRefusal(parsed.json) : undefined;
  const isPlain = plainRefusals.has(status) || status === 408 || status >= 500;
  const isClear = plainRefusals.has(status) || (said !== undefined && status < 500 && status !== 408);
  const retryAfter = parseRetryAfter(header(answer, 'retry-after'), nowMs);
  return {
    kind: isPlain || parsed.kind === 'parsed' ? refusedKind(status) : 'not_the_api',
    resend: isClear ? 'refused' : 'unknown',
    status,
    ...(said?.code !== undefined && { code: redact(said.code.slice(0, 200)) }),
    ...(said?.message !== undefined && { serverMessage: shownBy(redact)(said.message) }),
    ...(said?.position !== undefined && { position: said.position }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

/** Where a redirect points, without the path and whatever the path may hold. */
function target(answer: RawAnswer): string {
  const location = header(answer, 'location') ?? '';
  return URL.canParse(location) ? `it points to ${new URL(location).origin}` : 'it points to another path';
}

/** An id that holds the token would be shown, and written into file names. */
function withoutToken(id: Read<string | undefined>, redact: JudgeContext['redact']): Read<string | undefined> {
  if (id.kind === 'shape_problem' || id.value === undefined || redact(id.value) === id.value) return id;
  return { kind: 'shape_problem', detail: 'meta.organization_id: expected another text than the token' };
}

/** The answer's JSON if it is a success of this call, otherwise what it is. Texts of the failure are redacted. */
export function judge(call: Call, answer: RawAnswer, context: JudgeContext): Judged {
  const { status } = answer;
  const { redact } = context;
  const isEmpty = status === 204;
  const parsed = isEmpty ? undefined : parse(answer);
  const json = parsed?.kind === 'parsed' ? parsed.json : undefined;
  const named = readRequestId(json) ?? header(answer, 'x-request-id');
  const organization = withoutToken(readOrganization(json), redact);
  const known = {
    // One that holds the token is no request id.
    ...(isId(named) && redact(named) === named && { requestId: named }),
    ...(organization.kind === 'read' && organization.value !== undefined && { organizationId: organization.value }),
  };
  const shown = shownBy(redact);
  const failed = (failure: Failure): Judged => ({ kind: 'failure', failure: { status, ...failure, ...known } });

  if (status >= 300 && status < 400 && status !== 304) {
    return failed({ kind: 'redirect', resend: 'unknown', detail: redact(target(answer)) });
  }
  if (status >= 400 && parsed !== undefined) {
    const failure = refusal(answer, parsed, context);
    const isNone = call.notFoundIsNull === true && failure.kind === 'not_found' && failure.resend === 'refused';
    return isNone ? { kind: 'json', status, json: null, shown, ...known } : failed(failure);
  }
  if (!call.expected.includes(status)) {
    return failed({ kind: 'not_the_api', resend: 'unknown', detail: 'its status is not one of this call' });
  }
  if (parsed === undefined) return { kind: 'json', status, json: undefined, shown, ...known };
  if (parsed.kind === 'not_json') return failed({ kind: 'not_the_api', resend: 'unknown', detail: parsed.why });
  if (organization.kind === 'shape_problem') {
    return failed({ kind: 'wrong_shape', resend: 'unknown', detail: organization.detail });
  }
  const { rows } = answer;
  return { kind: 'json', status, json: parsed.json, shown, ...(typeof rows === 'object' && { rows }), ...known };
}
