import type { DefinitionDraft } from '../../../../../src/core/definition.ts';
import type { RowCheckCode } from '../../../../../src/core/preview/checks/rowCheck.ts';

type Mapping = Partial<DefinitionDraft['column_mapping']>;

/** Of one check, a query on the sample warehouse whose rows trip it and one whose rows do not. */
export interface SampleQueries {
  readonly code: RowCheckCode;
  readonly kind: DefinitionDraft['kind'];
  /** Beside `anonymous_id` and `timestamp`, which name columns of their own names unless this says otherwise. */
  readonly mapping: Mapping;
  readonly trips: string;
  readonly fine: string;
}

const bool: Mapping = { reward_type: 'bool' };
const numeric: Mapping = { reward_type: 'numeric', value: 'value' };
const json: Mapping = { variant: 'variant', context: 'context' };
const factors: Mapping = { factors: { headline: 'headline' } };

const signups = 'SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions';
const clean = "WHERE user_id <> '' AND user_id = LOWER(user_id) AND converted_at < CURRENT_TIMESTAMP";
const cleanSignups = `${signups} ${clean}`;
const exposures = 'SELECT anonymous_id, timestamp, variant, context, headline FROM exposures';

const ofSignups = (id: string, time: string): string =>
  `SELECT ${id} AS anonymous_id, ${time} AS timestamp FROM conversions ${clean}`;
const ofPurchases = (value: string, rest = ''): string =>
  `SELECT user_id AS anonymous_id, purchased_at AS timestamp, ${value} AS value FROM purchases ${rest}`;
const ofExposures = (column: string, rest: string): string =>
  `SELECT anonymous_id, timestamp, ${column}, ${rest} FROM exposures`;

/** From the blemishes that the sample warehouse has, where it has them, and else by what queries do wrong. */
export const sampleQueries: readonly SampleQueries[] = [
  {
    code: 'no-rows',
    kind: 'metric',
    mapping: bool,
    trips: `${signups} WHERE plan = 'enterprise'`,
    fine: `${signups} WHERE plan = 'business'`,
  },
  {
    code: 'null-ids',
    kind: 'metric',
    mapping: bool,
    trips: `${signups} ORDER BY user_id NULLS FIRST`,
    fine: cleanSignups,
  },
  {
    code: 'blank-ids',
    kind: 'metric',
    mapping: bool,
    trips: `${signups} WHERE user_id IS NOT NULL ORDER BY user_id`,
    fine: cleanSignups,
  },
  { code: 'mixed-id-case', kind: 'metric', mapping: bool, trips: signups, fine: cleanSignups },
  {
    code: 'mixed-id-prefix',
    kind: 'metric',
    mapping: bool,
    trips: ofSignups("CASE WHEN user_id LIKE '%0' THEN REPLACE(user_id, 'user-', '') ELSE user_id END", 'converted_at'),
    fine: cleanSignups,
  },
  {
    code: 'mixed-id-type',
    kind: 'metric',
    mapping: numeric,
    trips: `SELECT CASE WHEN user_id LIKE '%0' THEN CAST(purchase_id AS VARCHAR) ELSE REPLACE(user_id, 'user-', 'u') || '@example.com' END AS anonymous_id,
      purchased_at AS timestamp, amount AS value FROM purchases WHERE user_id <> ''`,
    fine: ofPurchases('amount', "WHERE user_id <> ''"),
  },
  {
    code: 'null-timestamps',
    kind: 'metric',
    mapping: bool,
    trips: ofSignups('user_id', "CASE WHEN plan = 'team' THEN converted_at END"),
    fine: cleanSignups,
  },
  {
    code: 'unreadable-timestamps',
    kind: 'metric',
    mapping: bool,
    trips: ofSignups('user_id', 'plan'),
    fine: cleanSignups,
  },
  {
    code: 'numeric-timestamps',
    kind: 'metric',
    mapping: numeric,
    trips: 'SELECT user_id AS anonymous_id, purchase_id AS timestamp, amount AS value FROM purchases',
    fine: ofPurchases('amount'),
  },
  {
    code: 'zoneless-timestamps',
    kind: 'metric',
    mapping: bool,
    trips: ofSignups('user_id', 'CAST(converted_at AS TIMESTAMP)'),
    fine: cleanSignups,
  },
  {
    code: 'future-timestamps',
    kind: 'metric',
    mapping: bool,
    trips: `${signups} ORDER BY converted_at DESC`,
    fine: cleanSignups,
  },
  {
    code: 'null-values',
    kind: 'metric',
    mapping: numeric,
    trips: ofPurchases("CASE WHEN currency = 'EUR' THEN amount END"),
    fine: ofPurchases('amount'),
  },
  {
    code: 'values-not-numbers',
    kind: 'metric',
    mapping: numeric,
    trips: ofPurchases('amount_text', 'ORDER BY amount_text DESC'),
    fine: ofPurchases('amount'),
  },
  { code: 'constant-values', kind: 'metric', mapping: numeric, trips: ofPurchases('1'), fine: ofPurchases('amount') },
  {
    code: 'repeated-conversions',
    kind: 'metric',
    mapping: bool,
    trips: `SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions JOIN exposures ON exposures.anonymous_id = user_id ${clean}`,
    fine: cleanSignups,
  },
  {
    code: 'null-variants',
    kind: 'assignment_source',
    mapping: json,
    trips: ofExposures("CASE WHEN cta_text = 'Start free' THEN variant END AS variant", 'context'),
    fine: exposures,
  },
  {
    code: 'variant-not-json',
    kind: 'assignment_source',
    mapping: json,
    trips: ofExposures('headline AS variant', 'context'),
    fine: exposures,
  },
  {
    code: 'variant-keys-differ',
    kind: 'assignment_source',
    mapping: json,
    trips: ofExposures(
      `CASE WHEN cta_text = 'Start free' THEN variant ELSE '{"headline":"Old"}' END AS variant`,
      'context',
    ),
    fine: exposures,
  },
  {
    code: 'context-not-json',
    kind: 'assignment_source',
    mapping: json,
    trips: ofExposures('cta_text AS context', 'variant'),
    fine: exposures,
  },
  {
    code: 'factor-missing',
    kind: 'assignment_source',
    mapping: factors,
    trips: ofExposures("CASE WHEN cta_text = 'Start free' THEN headline END AS headline", 'context'),
    fine: exposures,
  },
];
