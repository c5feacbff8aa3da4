/** Without the suffix of the file name; short enough for every file system and for a path that people still read. */
const maxLength = 60;

const emptyName = 'definition';

/** Names that Windows keeps for devices, with any ending. */
const reserved = /^(?:con|prn|aux|nul|conin|conout|clock|com\d|lpt\d)$/;

/**
 * The stem of a file name for a definition's name: lower-case ASCII letters, digits and single hyphens, at most 60
 * characters, never empty, never a reserved name of Windows (T21). Two names may give the same stem: see `freeSlug`.
 */
export function slug(name: string): string {
  // Longer names than this differ only where nobody sees it; the cut keeps the work small.
  const letters = name
    .slice(0, 500)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '');
  const words = letters.match(/[a-z0-9]+/g) ?? [];
  const stem = cut(words.join('-'), maxLength);
  if (stem === '') return emptyName;
  return reserved.test(stem) ? `${emptyName}-${stem}` : stem;
}

/**
 * A stem that is not taken: the name's own, else with the end of the id, else with the whole id, else with a number.
 * @param isTaken is given stems in the form of `slugKey`, and has to answer for all files that are there or are to be.
 */
export function freeSlug(name: string, id: string, isTaken: (key: string) => boolean): string {
  const stem = slug(name);
  const wholeId = slug(id);
  const candidates = [stem, withSuffix(stem, slug(id.slice(-8))), withSuffix(stem, wholeId)];
  for (const candidate of candidates) if (!isTaken(candidate)) return candidate;
  for (let number = 2; ; number++) {
    const candidate = withSuffix(stem, `${number}`);
    if (!isTaken(candidate)) return candidate;
  }
}

/** The form in which stems are compared: file systems take `A` and `a`, composed and decomposed letters for the same. */
export function slugKey(stem: string): string {
  return stem.normalize('NFC').toLowerCase().normalize('NFC');
}

function withSuffix(stem: string, suffix: string): string {
  const end = cut(suffix, maxLength / 2);
  return `${cut(stem, maxLength - 1 - end.length)}-${end}`;
}

function cut(stem: string, length: number): string {
  return stem.slice(0, length).replace(/-$/, '');
}
