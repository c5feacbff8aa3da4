/**
 * - `word`: a name without quotes or a keyword; `text` is in upper case
 * - `name`: a name in quotes; `text` is what the quotes hold, unescaped
 * - `operator`: one character, or one of `:: -> ->> => := |> ||`
 * - `parameter`: `?`, `@x`, `:x`, `$1`, `$x`
 * - `template`: `{{ … }}` or `${…}` on its own; glued to a word it makes the word a template too
 * - `end`: behind the last token
 */
export interface Token {
  readonly kind:
    'word' | 'name' | 'number' | 'string' | 'operator' | 'open' | 'close' | 'parameter' | 'template' | 'junk' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}
