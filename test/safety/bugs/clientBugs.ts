import { bugsIn, type SeededBug } from './seededBug.ts';

const unit = (name: string): string => `test/unit/api/${name}.test.ts`;

/** Of the client of the API: what is sent where, how often, and what is believed of the answer. */
export const clientBugs: readonly SeededBug[] = [
  ...bugsIn(
    'src/api/retry.ts',
    [unit('retry')],
    [
      'A write of unknown outcome is sent again',
      "(isRead && failure.resend === 'unknown')",
      "failure.resend === 'unknown'",
    ],
    ['A read is sent again for ever', 'tries >= (isRead ? 4 : 3)', 'tries >= (isRead ? 400 : 3)'],
    [
      'A person is kept waiting for as long as the server likes',
      "return failure.retryAfter > longestWait ? stop : { kind: 'again', afterMs: 0 };",
      "return { kind: 'again', afterMs: 0 };",
    ],
  ),
  ...bugsIn(
    'src/api/retryAfter.ts',
    [unit('retry'), unit('limits'), unit('faults')],
    [
      'A Retry-After in seconds is not read',
      'if (/^\\d+(\\.\\d+)?$/.test(text)) return Math.min(Number(text), longestPause);',
      '',
    ],
  ),
  ...bugsIn(
    'src/api/pace.ts',
    [unit('pace')],
    [
      'A shorter pause ends a longer one',
      'this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + seconds * 1000);',
      'this.#pausedUntil = this.#clock.now() + seconds * 1000;',
    ],
    ['More requests leave than the service takes', 'const perWindow = 95;', 'const perWindow = 120;'],
    ['A 429 changes nothing', 'this.#halvedUntil = this.#clock.now() + windowMs;', ''],
  ),
  ...bugsIn(
    'src/api/origin.ts',
    [unit('origin')],
    [
      'A host that begins like a loopback address gets the token over plain http',
      '/^127(\\.\\d{1,3}){3}$/.test(hostname)',
      '/^127(\\.\\d{1,3}){3}/.test(hostname)',
    ],
    [
      'A host that is spelled like another one gets the token',
      "if (!isPlainHost(written, url)) return problem('unusual_host');",
      '',
    ],
    [
      'The token goes over plain http',
      "if (url.protocol !== 'https:' && !isLoopback(url.hostname)) return problem('scheme');",
      '',
    ],
  ),
  ...bugsIn(
    'src/api/token.ts',
    [unit('token')],
    [
      'A pasted token may hold any ASCII character',
      "return token68.test(token) ? { kind: 'token', token } : problem('character');",
      "return { kind: 'token', token };",
    ],
  ),
  ...bugsIn(
    'src/api/redaction.ts',
    [unit('redaction')],
    [
      'The token is not looked for in base64',
      'const derived = [escaped,',
      'base64.length = 0;\n  const derived = [escaped,',
    ],
    ['A token is taken out of an error once only', 'kept = Math.max(kept, end);', 'return result + text.slice(end);'],
  ),
  ...bugsIn(
    'src/api/answer.ts',
    [unit('faults')],
    [
      'The message of a server is shown with the token that it echoes',
      'return message => redact(message.slice(0, longestMessage));',
      'return message => message.slice(0, longestMessage);',
    ],
    [
      'A refusal of a gateway counts as one of the API',
      'const isClear = plainRefusals.has(status) || (said !== undefined && status < 500 && status !== 408);',
      'const isClear = status < 500;',
    ],
    [
      'A redirect is no failure of its own',
      'if (status >= 300 && status < 400 && status !== 304) {',
      'if (status === 300) {',
    ],
  ),
  ...bugsIn(
    'src/api/answer.ts',
    [unit('limits')],
    [
      'An answer is read whatever type it says it is of',
      "if (!isJson(answer.headers['content-type'])) return { kind: 'not_json', why: 'its content type is not JSON' };",
      '',
    ],
    [
      'Bytes that are no UTF-8 are read all the same',
      "text = new TextDecoder('utf-8', { fatal: true }).decode(answer.body);",
      'text = new TextDecoder().decode(answer.body);',
    ],
  ),
  ...bugsIn(
    'src/api/exchange.ts',
    [unit('limits')],
    ['A larger body is taken than is promised', 'const largestBody = 64 *', 'const largestBody = 128 *'],
    [
      'The time limit of a request is not kept',
      'clock.after(timeoutMs, () => stop.abort(new TimeLimitError()))',
      'clock.after(timeoutMs * 1000, () => stop.abort(new TimeLimitError()))',
    ],
  ),
  ...bugsIn(
    'src/api/exchange.ts',
    [unit('optimizations')],
    [
      'A path leads elsewhere than it says',
      'return url.origin === origin && url.pathname === call.path && url.href === target;',
      'return url.origin === origin;',
    ],
  ),
  ...bugsIn(
    'src/api/client.ts',
    [unit('limits')],
    [
      'An answer about another metric is believed',
      "if (metric.kind === 'shape_problem' || metric.value.id === id) return metric;",
      "if (metric.kind === 'shape_problem' || id !== '') return metric;",
    ],
    [
      'Any text is put into the path as an id',
      'if (isId(id)) return `${collection}/${id}`;',
      'if (id) return `${collection}/${id}`;',
    ],
  ),
  ...bugsIn(
    'src/api/fetchDispatcher.ts',
    [unit('faults'), unit('fetchDispatcher')],
    ['The fetch follows redirects, with the token', "redirect: 'manual',", "redirect: 'follow',"],
    [
      'An answer that was fetched from elsewhere is taken',
      "if (response.type === 'opaqueredirect' || response.redirected) {",
      "if (response.type === 'opaqueredirect') {",
    ],
    ['The server is not held back while nobody reads', 'await controller.whenResumed();', ''],
  ),
  ...bugsIn(
    'src/api/transportFailure.ts',
    [unit('transportFailure')],
    [
      'A connection that broke counts as a request that was not sent',
      "...table(\n    ['cut_off', 'unknown'],\n    'ECONNRESET",
      "...table(\n    ['cut_off', 'not_sent'],\n    'ECONNRESET",
    ],
  ),
  ...bugsIn(
    'src/api/rowsReader.ts',
    [unit('rowsReader'), unit('wire')],
    ['Numbers of a preview are rounded', 'this.#parts.push(part);', 'this.#parts.push(JSON.stringify(rows));'],
    [
      'A row behind the last comma may be missing',
      "if (text.charAt(start) === ']' && !this.#needsRow) {",
      "if (text.charAt(start) === ']') {",
    ],
  ),
  ...bugsIn(
    'package.json',
    ['test/unit/safety/absences.test.ts'],
    [
      'A repository may say where the API is',
      '"order": 1,\n          "scope": "application",',
      '"order": 1,\n          "scope": "window",',
    ],
  ),
];
