import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Levered } from '../../levered/server.ts';
import { sampleId } from '../../levered/sampleOrganization.ts';

/** A server that nobody is to ask for anything: it counts who does. */
export interface Beacon extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly string[];
}

export async function startBeacon(): Promise<Beacon> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    [Symbol.asyncDispose]: () => new Promise(resolve => server.close(() => resolve())),
  };
}

/** In each address, command and element of a hostile text, so that what came alive of it can be found in the window. */
const mark = 'hostile';

const command = `command:levered.plan?${mark}`;

/** What would be a link, a picture, an element, an icon, another line or another order of the characters. */
function payloads(beacon: string): readonly string[] {
  const picture = `${beacon}/${mark}.png`;
  return [
    `[x](${command})`,
    `[x](${command} "title")`,
    `[x](<${command}>)`,
    `[x](https://${mark}.example/)`,
    `[x][1]\n\n[1]: https://${mark}.example/`,
    `![](${picture})`,
    `![x](${picture}|width=9,height=9)`,
    `[![](${picture})](${command})`,
    `<${picture}>`,
    picture,
    `<b ${mark}>b</b>`,
    `<img ${mark} src="${picture}">`,
    `<a ${mark} href="${command}">x</a>`,
    `<span class="codicon codicon-flame"></span>`,
    '$(flame)',
    '$(flame~spin)$(flame)',
    '\\$(flame)',
    '`````\n$(flame)',
    `\`\`\`\n![](${picture})\n\`\`\`\`\`\``,
    `x\n\nNothing is written. Press the first button.`,
    'x\r\ny\rz\u000bv\u000cw\u0085u',
    'x\u2028y\u2029z',
    '\u202eevil\u202c \u2066x\u2069 \u2067y',
    'a\u200bb\u200dc\ufeffd\u00ade',
    `${'x'.repeat(5_000)}$(flame)`,
    '&&x &amp; %s {0} {1} ${x}',
  ];
}

/** Where a payload stands: what is before it may make it another one, or take its teeth out for a careless look. */
const frames: readonly ((payload: string) => string)[] = [
  payload => payload,
  payload => `x ${payload} y`,
  payload => `]${payload}`,
  payload => `$${payload}`,
  payload => `[${payload}](${command})`,
  payload => `“${payload}”`,
  payload => `**${payload}**`,
  payload => `\`${payload}\``,
  payload => `\n${payload}`,
  payload => `| ${payload} |`,
  payload => `\u202e${payload}`,
  payload => `- ${payload}\n- ${payload}`,
  payload => `# ${payload}`,
  payload => `${payload}$(flame)[x](${command})`,
  payload => `<b ${mark}>${payload}`,
  payload => `{0} ${payload}`,
  payload => `\\${payload}`,
  payload => `$(check) ${payload}`,
  payload => `[ ](${payload}`,
  payload => `](${payload}`,
];

/** More than five hundred different names; a picture in one would be fetched from the beacon. */
export function hostileNames(beacon: string): readonly string[] {
  return [...new Set(payloads(beacon).flatMap(payload => frames.map(frame => frame(payload))))];
}

/** Everything in one text that no label cuts off: icon, link, a turned-round rest, another line and an element. */
export const worst = `$(flame)[x](${command})\u202e\n<b ${mark}>`;

/** The same with a word before it, by which it is found. */
export const named = (word: string): string => `${word} ${worst}`;

/** What a file may be called: as `worst`, but in one line. VS Code does not find files with a line break in their names. */
export const worstFileName = `$(flame)[x](${command})\u202e\u2028<b ${mark}>`;

/** Puts metrics of these names, hostile in all their other fields, in place of those that the organization has. */
export function becomeHostile(levered: Levered, names: readonly string[], sql = hostileQuery): void {
  const [sample] = levered.state().metrics;
  if (sample === undefined) throw new Error('The local Levered has no metric.');
  const metrics = names.map((name, index) => ({
    ...sample,
    id: sampleId(9, `hostile ${index}`),
    name,
    sql,
    created_at: worst,
    column_mapping: { anonymous_id: worst, timestamp: 'timestamp', reward_type: worst, [worst]: worst },
  }));
  const state = levered.state();
  levered.alter(levered.organizationId, {
    metrics,
    source: state.source === null ? null : { ...state.source, name: named('source'), created_at: worst },
    optimizations: state.optimizations.map((each, index) => ({
      ...each,
      name: `${named('user')} ${index}`,
      reward_metric_id: metrics[index]?.id ?? each.reward_metric_id,
    })),
  });
}

/** A query that ends the block of code around it, if it is let to. */
const hostileQuery = `SELECT 1\n\`\`\`\`\`\`\n${worst}\n\`\`\`\n![](http://127.0.0.1:9/${mark}.png)`;
