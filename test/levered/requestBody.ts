import type { IncomingMessage } from 'node:http';

/** Bytes that a request's body may have. */
export const bodyLimit = 10 * 1024 * 1024;

/** Reads the body as text. Of one that is too large a little more than the limit is kept, so that it can be told. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    if (length <= bodyLimit) parts.push(part);
    length += part.length;
  }
  return Buffer.concat(parts).toString('utf8');
}
