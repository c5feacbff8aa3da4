import type { ApiOrigin } from '../api/origin.ts';

/** A place where an organization's definitions live, as the settings name it. */
export interface Environment {
  readonly name: string;
  readonly origin: ApiOrigin;
  /** People depend on it: it is marked wherever it is named. */
  readonly isProtected: boolean;
}
