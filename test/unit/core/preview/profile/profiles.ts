import { readRows } from '../../../../../src/core/preview/rows.ts';
import type { ColumnProfile } from '../../../../../src/core/preview/profile/columnProfile.ts';
import { profileColumn } from '../../../../../src/core/preview/profile/profileColumn.ts';
import { finish } from '../../../../../src/core/preview/steps.ts';

/** Rows with one column `c` from the JSON sources of its values; undefined is a row without it. */
export function tableOf(sources: readonly (string | undefined)[]): ReturnType<typeof readRows> {
  return readRows(`[${sources.map(source => (source === undefined ? '{}' : `{"c":${source}}`)).join()}]`);
}

export function profileOf(sources: readonly (string | undefined)[], isId = false): ColumnProfile {
  return finish(profileColumn(tableOf(sources), 0, isId));
}

/** JSON sources of texts. */
export function texts(...values: readonly string[]): readonly string[] {
  return values.map(value => JSON.stringify(value));
}
