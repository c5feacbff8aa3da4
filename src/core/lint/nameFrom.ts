/** A definition's name made of a file's: `signup-conversion.levered.sql` gives `Signup Conversion`. */
export function nameFrom(fileName: string | undefined): string | undefined {
  const stem =
    fileName
      ?.replace(/\.levered\.sql$/i, '')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim() ?? '';
  if (stem === '' || /^untitled\b/i.test(stem)) return undefined;
  return stem.replace(/(?<=^| )\p{Ll}/gu, letter => letter.toUpperCase());
}
