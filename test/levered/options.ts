import { randomUUID } from 'node:crypto';

/** The spellings of SQL that the connection call can name. */
export const providers = ['bigquery', 'snowflake', 'postgres'] as const;
export type Provider = (typeof providers)[number];

/**
 * How GET assignment-source answers when there is none, which the reference page leaves open: 404; 200 with null
 * fields; 200 with `assignment_source: null`; or like the last, and with an existing source wrapped as well.
 */
export type SourceShape = 'notFound' | 'null' | 'wrappedNull' | 'wrapped';

export interface LeveredOptions {
  /** 0 takes a free port. The server listens on 127.0.0.1 only. */
  readonly port: number;
  /** Where state is kept between runs; without one it is in memory. */
  readonly dataFolder: string | undefined;
  /** What the connection call answers; DuckDB is given a translation of this spelling. */
  readonly provider: Provider;
  /** `postgres://…` of a database to fill with the sample warehouse and to query, in place of DuckDB. */
  readonly database: string | undefined;
  /** Makes the sample warehouse and the sample ids. */
  readonly seed: number;
  readonly now: () => Date;
  /** Past this number of requests in any 60 seconds the answer is 429. */
  readonly requestsPerMinute: number;
  readonly rowCap: number;
  readonly statementTimeoutMs: number;
  readonly sourceShape: SourceShape;
  /** Starts the default organization without metrics and without an assignment source. */
  readonly emptyOrganization: boolean;
  /** Adds this many synthetic metrics to the default organization. */
  readonly metrics: number;
  /** Gives each new object its id. */
  readonly newId: (of: 'metric' | 'assignment_source', organizationId: string) => string;
  /** Adds the control surface under `/_control/`. */
  readonly control: boolean;
}

export const defaultOptions: LeveredOptions = {
  port: 0,
  dataFolder: undefined,
  provider: 'bigquery',
  database: undefined,
  seed: 1,
  now: () => new Date(),
  requestsPerMinute: 100,
  rowCap: 1000,
  statementTimeoutMs: 30_000,
  sourceShape: 'notFound',
  emptyOrganization: false,
  metrics: 0,
  newId: () => randomUUID(),
  control: false,
};
