import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from './answer.ts';
import type { Failure } from './fault.ts';
import { changedReply, failureReply, replacingReply } from './faultyReply.ts';
import type { OpenEntry } from './requestLog.ts';
import { replyOf, type Meta, type Reply } from './reply.ts';
import type { ChosenFault } from './switchboard.ts';

/** One request being answered: its connection, its line in the log, and how to do what it asks. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly entry: OpenEntry;
  /** Does what was asked, once, and gives the true answer. */
  readonly act: () => Promise<Answer>;
  /** Aborts when the server closes; it ends every wait. */
  readonly closing: AbortSignal;
}

/** Acts and answers, with the fault that was chosen for this request, if any. */
export async function answerExchange(exchange: Exchange, chosen: ChosenFault | undefined): Promise<void> {
  const { act, closing } = exchange;
  if (chosen === undefined) {
    send(exchange, replyOf(await act(), metaOf(exchange)));
    return;
  }
  const { fault, released } = chosen;
  exchange.entry.fault = fault.kind;
  switch (fault.kind) {
    case 'before':
      fail(exchange, fault.failure);
      return;
    case 'after':
      await act();
      fail(exchange, fault.failure);
      return;
    case 'late':
      fail(exchange, fault.failure);
      if (await waited(fault.afterMs, released, closing)) await act();
      return;
    case 'delay':
      if (await waited(fault.ms, released, closing)) send(exchange, replyOf(await act(), metaOf(exchange)));
      return;
    case 'cut':
      sendCut(exchange, replyOf(await act(), metaOf(exchange)), fault.atByte);
      return;
    case 'html':
    case 'redirect':
      send(exchange, replacingReply(fault));
      return;
    case 'hugeBody':
      await sendHuge(exchange, fault.bytes);
      return;
    case 'invalidJson':
    case 'fields':
    case 'item':
    case 'truncatedList':
    case 'organization':
    case 'noMeta':
    case 'warehouseError': {
      const answer = await act();
      send(exchange, changedReply(fault, answer, metaOf(exchange)));
      return;
    }
  }
}

/** What an answer's `meta` says; the organization is known after `act` only. */
function metaOf({ entry }: Exchange): Meta {
  const { requestId, organizationId } = entry;
  return { request_id: requestId, ...(organizationId !== undefined && { organization_id: organizationId }) };
}

export function send({ response, entry }: Exchange, reply: Reply): void {
  if (response.destroyed) return;
  entry.status = reply.status;
  entry.retryAfter = reply.headers['retry-after'];
  const length = reply.status === 204 ? {} : { 'content-length': String(Buffer.byteLength(reply.body)) };
  response.writeHead(reply.status, { ...reply.headers, ...length });
  response.end(reply.body);
}

function fail(exchange: Exchange, failure: Failure): void {
  switch (failure.kind) {
    case 'status':
      send(exchange, failureReply(failure, metaOf(exchange)));
      return;
    case 'reset':
      exchange.request.socket.resetAndDestroy();
      return;
    case 'hang':
      return;
  }
}

function sendCut({ response, entry }: Exchange, reply: Reply, atByte: number | undefined): void {
  if (response.destroyed) return;
  const body = Buffer.from(reply.body);
  entry.status = reply.status;
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(body.length) });
  response.write(body.subarray(0, atByte ?? Math.floor(body.length / 2)), () => response.destroy());
}

/** Streams `{"metrics":[],"rows":[],"padding":"   …"}`, as fast as the client takes it. */
async function sendHuge({ response, entry }: Exchange, bytes: number): Promise<void> {
  const [start, end] = ['{"metrics":[],"rows":[],"padding":"', '"}'];
  let left = Math.max(0, bytes - start.length - end.length);
  entry.status = 200;
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(left + start.length + end.length),
  });
  response.write(start);
  const block = Buffer.alloc(65_536, ' ');
  while (left > 0 && !response.destroyed) {
    const part = block.subarray(0, Math.min(left, block.length));
    left -= part.length;
    if (!response.write(part)) await drained(response);
  }
  if (!response.destroyed) response.end(end);
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}

/** Waits for the time or the release, and says whether the server is still there afterwards. */
async function waited(ms: number | undefined, released: Promise<void>, closing: AbortSignal): Promise<boolean> {
  const ended = new AbortController();
  const signal = AbortSignal.any([closing, ended.signal]);
  const closed = new Promise<void>(resolve => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  // The rejection is the wait's own end, by `ended` or by closing; nothing is lost with it.
  const timer = ms === undefined ? closed : wait(ms, undefined, { signal }).catch(() => undefined);
  await Promise.race([timer, released, closed]);
  ended.abort();
  return !closing.aborted;
}
