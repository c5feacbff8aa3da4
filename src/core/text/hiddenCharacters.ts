/**
 * Characters that a person cannot see, or that change how the text around them is shown: controls, bidi controls,
 * zero-width and other default-ignorable characters, line and paragraph separators, spaces that look like nothing or
 * like another space, interlinear and hieroglyph format controls, private use, lone surrogates
 * (Unicode properties; CVE-2021-42574 for the bidi controls).
 *
 * Not among them: the ordinary, no-break, narrow no-break and ideographic spaces, which people type.
 */
const hidden =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u1680\u2000-\u200A\u205F\u2800\uFFF9-\uFFFB\u{13430}-\u{1343F}]/u;

/** True of the first code point of `character`. */
export function isHidden(character: string): boolean {
  return hidden.test(character);
}

const shortNames: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A visible spelling of one code point, as in `\n`, `\u202e` or `\u{e0001}`. */
export function visibleEscape(character: string): string {
  const short = shortNames[character];
  if (short !== undefined) return short;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
