import type { DefinitionKind } from '../definition.ts';

/** The keys of a front matter, in the order in which they are written. */
export const topKeys = ['id', 'kind', 'name', 'column_mapping'] as const;

/** Without these the service takes no definition of either kind. */
export const requiredMappingKeys = ['anonymous_id', 'timestamp'] as const;

/**
 * The keys of a column mapping that this project knows, in the order in which they are written
 * (the API's reference page "Metrics"; `value`, the column of a numeric metric, is not on it).
 */
export const mappingKeys: Readonly<Record<DefinitionKind, readonly string[]>> = {
  metric: [...requiredMappingKeys, 'reward_type', 'value'],
  assignment_source: [...requiredMappingKeys, 'variant', 'context', 'factors'],
};
