import { createHash } from 'node:crypto';
import type { Organization, StoredDefinition } from './organization.ts';

export const defaultOrganizationId = 'org_demo';
const otherOrganizationId = 'org_other';

/** A UUID that follows from the seed number and a word. */
export function sampleId(seed: number, word: string): string {
  const hex = createHash('sha256').update(`${seed}/${word}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

interface Sample {
  readonly word: string;
  readonly name: string;
  readonly sql: string;
  readonly mapping: Readonly<Record<string, string>>;
}

const bool = { anonymous_id: 'anonymous_id', timestamp: 'timestamp', reward_type: 'bool' };
const numeric = { anonymous_id: 'anonymous_id', timestamp: 'timestamp', reward_type: 'numeric', value: 'value' };

/** Written so that every engine here, and BigQuery and Snowflake, can run them. */
const sampleMetrics: readonly Sample[] = [
  {
    word: 'signup',
    name: 'Signup Conversion',
    sql: 'SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions',
    mapping: bool,
  },
  {
    word: 'revenue',
    name: 'Purchase Revenue',
    sql: `SELECT
  user_id AS anonymous_id,
  purchased_at AS timestamp,
  amount AS value,
  purchase_id,
  currency
FROM purchases
WHERE user_id IS NOT NULL
  AND user_id <> ''`,
    mapping: numeric,
  },
  {
    word: 'engagement',
    name: 'Seconds on Page',
    sql: 'SELECT anonymous_id, viewed_at AS timestamp, seconds_on_page AS value\nFROM page_views',
    mapping: numeric,
  },
  {
    word: 'activation',
    name: 'Activated after Exposure',
    sql: `-- A visitor counts once, at the first signup that follows the first exposure.
WITH first_exposure AS (
  SELECT anonymous_id, MIN(timestamp) AS exposed_at
  FROM exposures
  WHERE anonymous_id IS NOT NULL
  GROUP BY anonymous_id
),
signup AS (
  SELECT LOWER(user_id) AS anonymous_id, MIN(converted_at) AS converted_at
  FROM conversions
  GROUP BY LOWER(user_id)
)
SELECT signup.anonymous_id, signup.converted_at AS timestamp
FROM signup
JOIN first_exposure ON first_exposure.anonymous_id = signup.anonymous_id
WHERE signup.converted_at > first_exposure.exposed_at`,
    mapping: bool,
  },
  {
    word: 'checkout',
    name: 'Checkout Started',
    sql: "SELECT anonymous_id, viewed_at AS timestamp FROM page_views WHERE path = '/checkout'",
    mapping: bool,
  },
  {
    word: 'enterprise',
    name: 'Enterprise Signup',
    sql: "SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions WHERE plan = 'enterprise'",
    mapping: bool,
  },
  {
    word: 'raw-amount',
    name: 'Purchase Amount (raw import)',
    sql: `SELECT user_id AS anonymous_id, purchased_at AS timestamp, amount_text AS value
FROM purchases
ORDER BY CASE WHEN user_id IS NULL OR user_id = '' OR user_id <> LOWER(user_id) THEN 0 ELSE 1 END, amount_text DESC`,
    mapping: numeric,
  },
  {
    word: 'bounce',
    name: 'Bounce',
    sql: 'SELECT anonymous_id, viewed_at AS timestamp FROM page_views WHERE seconds_on_page < 3',
    mapping: bool,
  },
];

const sampleSource: Sample = {
  word: 'source',
  name: 'Exposure Events',
  sql: 'SELECT anonymous_id, timestamp, variant, context, headline, cta_text\nFROM exposures',
  mapping: { anonymous_id: 'anonymous_id', timestamp: 'timestamp', variant: 'variant', context: 'context' },
};

/** The default organization: eight metrics, a guardrail on one of them, an assignment source, four optimizations. */
export function sampleOrganization(seed: number, now: Date, syntheticMetrics: number): Organization {
  const time = (daysAgo: number) => new Date(now.getTime() - daysAgo * 86_400_000).toISOString();
  const id = (word: string) => sampleId(seed, word);
  const optimization = (word: string, name: string, status: 'running' | 'paused' | 'archived', metric: string) => ({
    id: id(`optimization ${word}`),
    name,
    status,
    created_at: time(20),
    reward_metric_id: id(metric),
  });
  return {
    id: defaultOrganizationId,
    metrics: [
      ...sampleMetrics.map((sample, index) => stored(seed, sample, time(40 - index))),
      ...Array.from({ length: syntheticMetrics }, (_, index) => synthetic(seed, index + 1, time(10))),
    ],
    source: stored(seed, sampleSource, time(45)),
    guardrails: [{ id: id('guardrail'), name: 'Bounce must not rise', metric_id: id('bounce') }],
    optimizations: [
      optimization('headline', 'Checkout headline', 'running', 'signup'),
      optimization('cta', 'Call to action', 'running', 'revenue'),
      optimization('pricing', 'Pricing page', 'paused', 'activation'),
      optimization('old', 'Blog teaser', 'archived', 'signup'),
    ],
  };
}

/** A second organization, with objects and ids of its own and no assignment source. */
export function otherOrganization(seed: number, now: Date): Organization {
  const time = now.toISOString();
  const samples = sampleMetrics.slice(0, 2).map(sample => ({ ...sample, word: `other ${sample.word}` }));
  return { ...emptyOrganization(otherOrganizationId), metrics: samples.map(sample => stored(seed, sample, time)) };
}

export function emptyOrganization(id: string): Organization {
  return { id, metrics: [], source: null, guardrails: [], optimizations: [] };
}

function stored(seed: number, sample: Sample, time: string): StoredDefinition {
  return {
    id: sampleId(seed, sample.word),
    name: sample.name,
    sql: sample.sql,
    column_mapping: { anonymous_id: 'anonymous_id', timestamp: 'timestamp', ...sample.mapping },
    created_at: time,
    updated_at: null,
  };
}

function synthetic(seed: number, number: number, time: string): StoredDefinition {
  const sql = `SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions WHERE ${number} = ${number}`;
  const name = `Synthetic Metric ${String(number).padStart(5, '0')}`;
  return stored(seed, { word: `synthetic ${number}`, name, sql, mapping: bool }, time);
}
