import type { Definition } from '../core/definition.ts';
import { freeSlug, slugKey } from '../core/text/slug.ts';

const ending = '.levered.sql';

/** Why the setting `levered.folder` names no folder that files may be written to. */
export type FolderRefusal = 'not_a_text' | 'not_relative' | 'leaves_workspace' | 'bad_name' | 'never_read';

/**
 * Reads the value of the setting: a relative path, of which this gives the parts. The setting may come from a hostile
 * repository (T21), so only names are taken that are plain on every system.
 */
export function pullFolderParts(value: unknown): readonly string[] | FolderRefusal {
  if (typeof value !== 'string') return 'not_a_text';
  if (/^[\\/~]|^[A-Za-z]:/.test(value)) return 'not_relative';
  const parts = value.split(/[\\/]/).filter(part => part !== '' && part !== '.');
  if (parts.includes('..')) return 'leaves_workspace';
  // Git's own folder is not for files of others, and files below the second are not looked at.
  if (parts.some(part => /^(?:\.git|node_modules)$/i.test(part))) return 'never_read';
  return parts.every(isPlainName) ? parts : 'bad_name';
}

const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;

function isPlainName(part: string): boolean {
  return part.length <= 100 && !/[<>:"|?*\p{C}]|[. ]$/u.test(part) && !device.test(part);
}

/**
 * The name of the file for a definition: one that is in no way the same as another (T21).
 * @param taken what `takenNames` gave; the name that is given out is added to it
 */
export function pullName({ name, id }: Pick<Definition, 'name' | 'id'>, taken: Set<string>): string {
  const stem = freeSlug(name, id, key => taken.has(key));
  taken.add(slugKey(stem));
  return stem + ending;
}

/** The names that a folder has already, in the form in which names are compared. */
export function takenNames(names: readonly string[]): Set<string> {
  const keys = names.map(slugKey);
  return new Set(keys.map(key => (key.endsWith(ending) ? key.slice(0, -ending.length) : key)));
}
