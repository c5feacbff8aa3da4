import { isHidden, visibleEscape } from './hiddenCharacters.ts';

/**
 * Where a text is shown, by what comes alive there (measured in VS Code 1.139):
 * - `label`: tree, tab and panel titles, diagnostics. Nothing is interpreted; one line.
 * - `icons`: quick pick and status bar. `$(name)` draws an icon; and where the mouse rests on a line of a quick pick, its
 *   description and detail are shown as Markdown: `![](https://…)` is fetched, and an address is a link; one line.
 * - `markdownish`: notifications, progress, input prompts and validation. `[label](command:…)` is a live link that runs
 *   the command, and validation draws icons too; one line.
 * - `multiline`: tooltips and details of modal dialogs. Nothing is interpreted; line feeds and tabs are kept.
 * - `log`: output channels. Nothing is interpreted; one line, so that no text can pretend to be another entry.
 */
export type Sink = 'label' | 'icons' | 'markdownish' | 'multiline' | 'log';

const defaultLimits: Readonly<Record<Sink, number>> = {
  label: 80,
  icons: 80,
  markdownish: 80,
  multiline: 4_000,
  log: 2_000,
};

/** More marks than this on one letter would be drawn over the lines around it; living scripts stay below. */
const maxMarks = 6;

/**
 * The form of a text from a server, a file or a person that is safe for a place where it is shown. Every text that is
 * not our own wording goes through here, last of all, at the place that shows it (T16, T17, T22).
 *
 * Hidden characters become visible escapes such as `\u202e`, line breaks too except in `multiline`; the text is cut to
 * `limit` characters, the last of them `…`. What brings links and icons to life is taken apart by a visible space,
 * `] (`, `$ (` and `: //`: VS Code looks for `](`, `$(` and `://` without anything between, an invisible character would
 * be the very trick that this function is against, and a backslash is honoured in some of these places and shown in others.
 * A text without any of this is returned as it is, and an escape that the text itself spells out stays as it is.
 *
 * The result is safe wherever it is put into a wording, if that wording has neither `]` nor `$` right before it.
 *
 * @param limit longest result, in characters as a person counts them (an emoji is one, an escape as many as it shows).
 */
export function plain(text: string, sink: Sink, limit: number = defaultLimits[sink]): string {
  const pieces: Piece[] = [];
  let width = 0;
  for (const piece of safePieces(text, sink)) {
    if (width + piece.width > limit) {
      while (width > limit - 1 && pieces.length > 0) width -= pieces.pop()?.width ?? 0;
      return pieces.map(kept => kept.text).join('') + '…';
    }
    pieces.push(piece);
    width += piece.width;
  }
  return pieces.map(kept => kept.text).join('');
}

/** A code point in its safe form, with the number of characters that a person sees of it. */
interface Piece {
  readonly text: string;
  readonly width: number;
}

function* safePieces(text: string, sink: Sink): Generator<Piece> {
  let before = '';
  let marks = 0;
  let joins = 0;
  let isEmoji = false;
  for (let at = 0; at < text.length; at += before.length) {
    const character = characterAt(text, at);
    const next = characterAt(text, at + character.length);
    marks = /^\p{M}/u.test(character) ? marks + 1 : 0;
    const here = { before, character, next, marks, joins, isEmoji };
    yield safePiece(here, sink);
    const goesOn = joinsEmoji(here);
    if (goesOn && character === joiner) joins++;
    else if (!goesOn && !isDrawnInto(here)) joins = 0;
    isEmoji = isPictograph(character) || isSkinTone(character) || (goesOn && isPictograph(before));
    before = character;
  }
}

interface Neighbours {
  readonly before: string;
  readonly character: string;
  readonly next: string;
  /** How many combining marks stand here in a row, this one included. */
  readonly marks: number;
  /** How many joiners the emoji has that goes on up to here. */
  readonly joins: number;
  /** Whether an emoji goes up to here. */
  readonly isEmoji: boolean;
}

function safePiece(here: Neighbours, sink: Sink): Piece {
  const { before, character } = here;
  if (joinsEmoji(here) || isDrawnInto(here)) return { text: character, width: 0 };
  if (sink === 'multiline' && keepsLine(here)) return { text: character, width: 1 };
  if (isHidden(character)) return escaped(character);
  if (here.marks > 0)
    return before === '' || here.marks > maxMarks ? escaped(character) : { text: character, width: 0 };
  if (comesAlive(before, character, sink)) return { text: ` ${character}`, width: 2 };
  return { text: character, width: 1 };
}

function escaped(character: string): Piece {
  const text = visibleEscape(character);
  return { text, width: text.length };
}

function comesAlive(before: string, character: string, sink: Sink): boolean {
  if (sink !== 'markdownish' && sink !== 'icons') return false;
  if (character === '(') return before === ']' || before === '$';
  return sink === 'icons' && character === '/' && before === ':';
}

function keepsLine({ character, next }: Neighbours): boolean {
  return character === '\n' || character === '\t' || (character === '\r' && next === '\n');
}

const joiner = '\u200D';
const variation = '\uFE0F';

/** The invisible parts of emoji, where they do what they are for: `❤️`, `1️⃣`, `👩‍💻`. */
function joinsEmoji({ before, character, next, joins, isEmoji }: Neighbours): boolean {
  if (character === variation) return isPictograph(before) || (/^[0-9#*]$/.test(before) && next === '\u20E3');
  return character === joiner && joins < maxMarks && isEmoji && isPictograph(next);
}

/** The visible parts of emoji that are drawn into the picture before them. */
function isDrawnInto({ before, character, joins }: Neighbours): boolean {
  if (isSkinTone(character)) return isPictograph(before);
  return joins > 0 && before === joiner && isPictograph(character);
}

function isPictograph(character: string): boolean {
  return /^\p{Extended_Pictographic}/u.test(character);
}

function isSkinTone(character: string): boolean {
  return /^\p{Emoji_Modifier}/u.test(character);
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}
