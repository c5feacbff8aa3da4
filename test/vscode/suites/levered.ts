/** The local Levered that the suites' VS Code is signed in to, over its control surface. */

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set. Start the suites through npm test.`);
  return value;
}

interface RequestEntry {
  readonly method: string;
  readonly path: string;
}

export interface StoredMetric {
  readonly id: string;
  readonly name: string;
  readonly sql: string;
}

export const levered = {
  get url(): string {
    return variable('LEVERED_URL');
  },
  get token(): string {
    return variable('LEVERED_TOKEN');
  },
  get cliFolder(): string {
    return variable('LEVERED_CLI_FOLDER');
  },
  /** The requests that the server took since the last `clearLog`. */
  async requests(): Promise<readonly RequestEntry[]> {
    return ((await control('GET', 'log')) as { readonly requests: readonly RequestEntry[] }).requests;
  },
  async clearLog(): Promise<void> {
    await control('DELETE', 'log');
  },
  async metrics(): Promise<readonly StoredMetric[]> {
    return ((await control('GET', 'state')) as { readonly metrics: readonly StoredMetric[] }).metrics;
  },
};

async function control(method: string, path: string): Promise<unknown> {
  const response = await fetch(`${levered.url}/_control/${path}`, {
    method,
    headers: { 'x-levered-control': variable('LEVERED_CONTROL_KEY') },
  });
  if (!response.ok) throw new Error(`The control surface answered ${response.status} to ${method} ${path}.`);
  return response.json();
}
