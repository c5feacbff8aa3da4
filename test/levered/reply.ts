import type { Answer } from './answer.ts';
import { writeJson } from './jsonText.ts';

/** An answer as it goes over the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Meta {
  readonly request_id: string;
  readonly organization_id?: string;
}

/** Adds `meta` as the reference page shows it: with the organization on an object, without it on an error. */
export function replyOf(answer: Answer, meta: Meta | undefined): Reply {
  switch (answer.kind) {
    case 'object':
      return jsonReply(answer.status, { ...answer.fields, ...(meta && { meta }) });
    case 'empty':
      return { status: 204, headers: {}, body: '' };
    case 'error': {
      const { status, code, message, position, headers } = answer;
      const error = { code, message, ...(position !== undefined && { position }) };
      return jsonReply(status, { error, ...(meta && { meta: { request_id: meta.request_id } }) }, headers);
    }
  }
}

function jsonReply(status: number, fields: Readonly<Record<string, unknown>>, headers = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: writeJson(fields),
  };
}
