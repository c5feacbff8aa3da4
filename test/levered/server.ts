import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Control, controlPath } from './control.ts';
import { DataFolder } from './dataFolder.ts';
import { translator } from './dialect.ts';
import { DuckdbWarehouse } from './duckdbWarehouse.ts';
import type { FaultHandle, FaultRule } from './fault.ts';
import { defaultOptions, type LeveredOptions } from './options.ts';
import type { Effect, EffectDetail, Organization } from './organization.ts';
import { PostgresWarehouse } from './postgresWarehouse.ts';
import type { RequestEntry } from './requestLog.ts';
import {
  defaultOrganizationId,
  emptyOrganization,
  otherOrganization,
  sampleOrganization,
} from './sampleOrganization.ts';
import { Service } from './service.ts';
import { Store, type StoreContent } from './store.ts';
import type { Warehouse } from './warehouse.ts';

/** A running local Levered, and the view behind its scenes that tests need. */
export interface Levered {
  /** The base URL, without a slash at its end. */
  readonly url: string;
  /** A token of the default organization. */
  readonly token: string;
  /** The default organization. */
  readonly organizationId: string;
  /** The key of the control surface, where the option `control` asked for one. */
  readonly controlKey: string | undefined;
  readonly faults: {
    add(rule: FaultRule): FaultHandle;
    clear(): void;
  };
  /** What truly happened, oldest first, whatever was answered. */
  readonly log: {
    readonly requests: readonly RequestEntry[];
    readonly effects: readonly Effect[];
    clear(): void;
  };
  /** What is stored now, of the default organization unless another is named. */
  state(organizationId?: string): Organization;
  /** Adds an organization that has nothing yet. */
  addOrganization(organizationId: string): void;
  /** Changes an organization past the API, as a colleague does it. Without a request's id the log names none for it. */
  alter(organizationId: string, changed: Partial<Organization>, effect?: EffectDetail, requestId?: string): void;
  /** Settles when all that came in so far is carried out and answered. */
  idle(): Promise<void>;
  issueToken(organizationId?: string): string;
  revokeToken(token: string): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a local Levered; the promise settles when it takes requests. Close it, or it keeps the process alive.
 * @throws Error when the port is taken, the database cannot be reached or is not empty, or saved state is not readable
 */
export async function startLevered(given: Partial<LeveredOptions> = {}): Promise<Levered> {
  const options: LeveredOptions = {
    ...defaultOptions,
    ...(given.database !== undefined && { provider: 'postgres' }),
    ...given,
  };
  const opened = options.dataFolder === undefined ? undefined : DataFolder.open(options.dataFolder, options.seed);
  const sample = { seed: opened?.seed ?? options.seed, now: options.now(), file: opened?.folder.warehouseFile };
  const warehouse = await openWarehouse(options, sample);
  const store = new Store(opened?.content ?? sampleContent(options), options.now, opened?.folder);
  const service = new Service(options, store, warehouse);

  const controlled: Omit<Levered, 'url' | 'token' | 'controlKey' | 'close' | typeof Symbol.asyncDispose> = {
    organizationId: defaultOrganizationId,
    faults: service.faults,
    log: {
      requests: service.requests,
      effects: store.effects,
      clear: () => {
        service.requests.length = 0;
        store.effects.length = 0;
      },
    },
    state: (id = defaultOrganizationId) => store.organization(id),
    addOrganization: id => store.add(emptyOrganization(id)),
    alter: (id, changed, effect, requestId = '') => store.change(id, requestId, changed, effect),
    idle: () => service.idle(),
    issueToken: (id = defaultOrganizationId) => store.issueToken(id),
    revokeToken: token => store.revokeToken(token),
  };
  const control = options.control ? new Control(controlled) : undefined;
  const server = createServer((request, response) => {
    if (control !== undefined && request.url?.startsWith(controlPath) === true) void control.answer(request, response);
    else service.take(request, response);
  });
  const close = async () => {
    const closed = new Promise(resolve => server.close(resolve));
    server.closeAllConnections();
    await service.close();
    await closed;
    await warehouse.close();
  };
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, '127.0.0.1', resolve);
    });
  } catch (error) {
    await warehouse.close();
    throw error;
  }
  return {
    ...controlled,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: store.tokenOf(defaultOrganizationId),
    controlKey: control?.key,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function openWarehouse(
  options: LeveredOptions,
  sample: { readonly seed: number; readonly now: Date; readonly file: string | undefined },
): Promise<Warehouse> {
  const { database, provider } = options;
  if (database === undefined) return new DuckdbWarehouse(sample, options, translator(provider, 'duckdb'));
  return PostgresWarehouse.open(database, sample, options, translator(provider, 'postgres'));
}

function sampleContent({ seed, now, metrics, emptyOrganization: isEmpty }: LeveredOptions): StoreContent {
  const organization = isEmpty ? emptyOrganization(defaultOrganizationId) : sampleOrganization(seed, now(), metrics);
  return { organizations: [organization, otherOrganization(seed, now())], tokens: {} };
}
