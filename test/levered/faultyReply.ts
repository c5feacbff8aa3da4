import { errorAnswer, type Answer } from './answer.ts';
import type { Failure, Fault } from './fault.ts';
import { JsonText } from './jsonText.ts';
import { replyOf, type Meta, type Reply } from './reply.ts';

/** The faults that change what a true answer says, and nothing else. */
export type ChangingFault = Extract<
  Fault,
  { kind: 'invalidJson' | 'fields' | 'item' | 'truncatedList' | 'organization' | 'noMeta' | 'warehouseError' }
>;

/** The faults that answer in the server's place. */
export type ReplacingFault = Extract<Fault, { kind: 'html' | 'redirect' }>;

export function changedReply(fault: ChangingFault, answer: Answer, meta: Meta): Reply {
  switch (fault.kind) {
    case 'invalidJson': {
      const reply = replyOf(answer, meta);
      return { ...reply, body: fault.text ?? reply.body.slice(0, Math.floor(reply.body.length / 2)) };
    }
    case 'organization':
      return replyOf(answer, { ...meta, organization_id: fault.id });
    case 'noMeta':
      return replyOf(answer, undefined);
    case 'fields': {
      const dropped = new Set(fault.without);
      return withFields(answer, meta, fields =>
        Object.fromEntries(Object.entries({ ...fields, ...fault.fields }).filter(([key]) => !dropped.has(key))),
      );
    }
    case 'item':
      return withFields(answer, meta, fields =>
        changedLists(fields, list =>
          list.map((item, index) => (index === fault.index ? { ...(item as object), ...fault.fields } : item)),
        ),
      );
    case 'truncatedList':
      return withFields(answer, meta, fields => changedLists(fields, list => list.slice(0, fault.keep)));
    case 'warehouseError': {
      const failure = { [fault.field]: fault.message };
      if (answer.kind !== 'object') return replyOf({ kind: 'object', status: 200, fields: failure }, meta);
      return withFields(answer, meta, ({ rows, ...others }) => ({
        ...others,
        ...(fault.rows === 'kept' && { rows }),
        ...(fault.rows === 'empty' && { rows: [] }),
        ...failure,
      }));
    }
  }
}

export function replacingReply(fault: ReplacingFault): Reply {
  switch (fault.kind) {
    case 'html':
      return {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: '<!doctype html><html><head><title>Guest network</title></head><body><h1>Please sign in</h1></body></html>',
      };
    case 'redirect':
      return { status: fault.status, headers: { location: fault.location }, body: '' };
  }
}

/** The error answer of a failure, with a code and a message that fit its status unless the rule gives others. */
export function failureReply(failure: Extract<Failure, { kind: 'status' }>, meta: Meta): Reply {
  const [code, message] = usualErrors[failure.status] ?? ['internal_error', 'Something went wrong.'];
  const headers = {
    ...failure.headers,
    ...(failure.retryAfter !== undefined && { 'retry-after': String(failure.retryAfter) }),
  };
  return replyOf({ ...errorAnswer(failure.status, failure.code ?? code, failure.message ?? message), headers }, meta);
}

const usualErrors: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['invalid_request', 'The request was refused.'],
  401: ['unauthorized', 'The token is missing, unknown or expired.'],
  403: ['forbidden', 'This token may not do that.'],
  404: ['not_found', 'The object was not found.'],
  409: ['conflict', 'The object is in use.'],
  422: ['unprocessable', 'The request cannot be carried out.'],
  429: ['rate_limited', 'Too many requests.'],
  502: ['bad_gateway', 'The upstream server gave no valid answer.'],
  503: ['unavailable', 'The service is not available for the moment.'],
  504: ['gateway_timeout', 'The upstream server did not answer in time.'],
};

type Fields = Readonly<Record<string, unknown>>;

function withFields(answer: Answer, meta: Meta, change: (fields: Fields) => Fields): Reply {
  if (answer.kind !== 'object') return replyOf(answer, meta);
  const { meta: changedMeta, ...fields } = change({ ...answer.fields, meta });
  const reply = replyOf(
    { ...answer, fields: { ...fields, ...(changedMeta !== undefined && { meta: changedMeta }) } },
    undefined,
  );
  return reply;
}

function changedLists(fields: Fields, change: (list: readonly unknown[]) => readonly unknown[]): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => {
      const plain: unknown = value instanceof JsonText ? JSON.parse(value.text) : value;
      return [key, Array.isArray(plain) ? change(plain) : value];
    }),
  );
}
