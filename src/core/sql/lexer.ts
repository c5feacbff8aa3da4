import type { Lexis } from './dialect.ts';
import { placeholder } from './templating.ts';
import type { Token } from './token.ts';

/** More tokens than this are nobody's metric, and would take longer than a person types. */
const maxTokens = 12_000;

const blank = /[\s\u00A0\uFEFF]+/y;
const wordWithoutDollar = /[A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF]*/y;
const wordWithDollar = /[A-Za-z_\u0080-\uFFFF][\w$\u0080-\uFFFF]*/y;
const number = /(?:0[xX][\da-fA-F_]+|(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF]*)?\$/y;
const dollarParameter = /\$(?:\d+|[A-Za-z_]\w*)/y;
const braced = /\$\{[^{}\n]*\}/y;
const atParameter = /@@?(?:[A-Za-z_]\w*|`[^`\n]*`)/y;
const longOperator = /::|->>|->|=>|:=|\|>|\|\|/y;
const pythonPrefix = /(?:r|b|rb|br)(?=['"])/iy;
const prefix = /(?:[ebxn]|U&)(?=')/iy;

/**
 * The tokens of a text without blanks and comments, `end` last; `undefined` if they are too many.
 * What is not closed is `junk` up to the end.
 */
export function lex(text: string, lexis: Lexis): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 0xa0 || code === 0xfeff) {
      at = end(blank, text, at) ?? at + 1;
      continue;
    }
    const comment = commentEnd(text, at, code, lexis);
    if (comment !== undefined && comment >= 0) {
      at = comment;
      continue;
    }
    const token: Token =
      comment === undefined ? tokenAt(text, at, lexis) : { kind: 'junk', text: '', start: at, end: text.length };
    if (tokens.push(token) > maxTokens) return undefined;
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}

function end(expression: RegExp, text: string, at: number): number | undefined {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : undefined;
}

/** The end of the comment at `at`, -1 for one that is not closed, `undefined` for none. */
function commentEnd(text: string, at: number, code: number, lexis: Lexis): number | undefined {
  if ((code === 45 && text.charCodeAt(at + 1) === 45) || (lexis.lineComment && text.startsWith(lexis.lineComment, at)))
    return lineEnd(text, at);
  if (code !== 47 || text.charCodeAt(at + 1) !== 42) return undefined;
  if (!lexis.nestedComments) {
    const close = text.indexOf('*/', at + 2);
    return close < 0 ? -1 : close + 2;
  }
  const mark = /\/\*|\*\//g;
  mark.lastIndex = at + 2;
  let depth = 1;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return -1;
}

function lineEnd(text: string, at: number): number {
  const line = /[\r\n]/g;
  line.lastIndex = at;
  return line.exec(text)?.index ?? text.length;
}

function tokenAt(text: string, start: number, lexis: Lexis): Token {
  const character = text.charAt(start);
  const token = (kind: Token['kind'], to: number, value = character): Token => ({ kind, text: value, start, end: to });
  if (lexis.pythonStrings) {
    const quote = end(pythonPrefix, text, start);
    if (quote !== undefined) return string(text, start, quote, lexis);
  }
  if (lexis.prefixedStrings) {
    const quote = end(prefix, text, start);
    const escapes = character === 'e' || character === 'E';
    if (quote !== undefined) return string(text, start, quote, { ...lexis, backslash: escapes });
    // What the escapes stand for is left alone: the name then has a backslash, and is not told.
    if (/[uU]/.test(character) && text.startsWith('&"', start + 1)) return name(text, start, start + 2, lexis);
  }
  const wordEnd = end(lexis.dollarInNames ? wordWithDollar : wordWithoutDollar, text, start);
  if (wordEnd !== undefined) {
    const value = text.slice(start, wordEnd);
    return token(value.includes(placeholder) ? 'template' : 'word', wordEnd, value.toUpperCase());
  }
  if (character === lexis.nameQuote) return name(text, start, start, lexis);
  if (character === "'" || (character === '"' && lexis.pythonStrings)) return string(text, start, start, lexis);
  if (character === '$') {
    const braceEnd = end(braced, text, start);
    if (braceEnd !== undefined) return token('template', braceEnd);
    const tagEnd = lexis.dollarStrings === undefined ? undefined : end(dollarTag, text, start);
    if (tagEnd !== undefined && (lexis.dollarStrings === 'tagged' || tagEnd === start + 2)) {
      const close = text.indexOf(text.slice(start, tagEnd), tagEnd);
      return close < 0 ? token('junk', text.length) : token('string', close + tagEnd - start, '');
    }
    const parameterEnd = end(dollarParameter, text, start);
    if (parameterEnd !== undefined) return token('parameter', parameterEnd, text.slice(start, parameterEnd));
  }
  const numberEnd = end(number, text, start);
  if (numberEnd !== undefined) return token('number', numberEnd);
  if ('([{'.includes(character)) return token('open', start + 1);
  if (')]}'.includes(character)) return token('close', start + 1);
  if (character === '@' && !lexis.prefixedStrings) {
    const parameterEnd = end(atParameter, text, start);
    if (parameterEnd !== undefined) return token('parameter', parameterEnd);
  }
  if (character === '?' && lexis.nameQuote === '"' && !lexis.prefixedStrings) return token('parameter', start + 1);
  if (character === '?' && lexis.pythonStrings) return token('parameter', start + 1);
  const long = end(longOperator, text, start);
  if (long !== undefined) return token('operator', long, text.slice(start, long));
  return token('+-*/<>=~!@#%^&|?:.,;'.includes(character) ? 'operator' : 'junk', start + 1);
}

/** A doubled quote is one of the string's own. */
function string(text: string, start: number, quoteAt: number, lexis: Lexis): Token {
  const quote = text.charAt(quoteAt);
  const isTriple = lexis.pythonStrings && text.startsWith(quote.repeat(3), quoteAt);
  const closing = isTriple ? quote.repeat(3) : quote;
  for (let at = quoteAt + closing.length; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\' && lexis.backslash) at++;
    else if (character === quote && text.startsWith(closing, at)) {
      if (!lexis.pythonStrings && text.charAt(at + 1) === quote) at++;
      else return { kind: 'string', text: '', start, end: at + closing.length };
    }
  }
  return { kind: 'junk', text: '', start, end: text.length };
}

function name(text: string, start: number, quoteAt: number, lexis: Lexis): Token {
  const quote = lexis.nameQuote;
  let value = '';
  for (let at = quoteAt + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\' && quote === '`') value += text.charAt(++at);
    else if (character !== quote) value += character;
    else if (quote === '"' && text.charAt(at + 1) === quote) {
      value += quote;
      at++;
    } else return { kind: value.includes(placeholder) ? 'template' : 'name', text: value, start, end: at + 1 };
  }
  return { kind: 'junk', text: '', start, end: text.length };
}
