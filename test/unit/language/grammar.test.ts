import { beforeAll, describe, expect, it } from 'vitest';
import { loadTokenizer, type Tokenizer } from './tokenizer.ts';

let tokenize: Tokenizer;
beforeAll(async () => {
  tokenize = await loadTokenizer();
});

/** What each line is: `fence`, `yaml`, or `sql`; a line without a token is `blank`. */
function lines(text: string): readonly string[] {
  return tokenize(text).map(tokens => {
    const scopes = tokens.filter(token => token.text.trim() !== '').flatMap(token => token.scopes);
    if (tokens.every(token => token.text.trim() === '')) return 'blank';
    if (scopes.some(scope => scope.includes('front-matter'))) return 'fence';
    return scopes.includes('meta.embedded.block.yaml') ? 'yaml' : 'sql';
  });
}

/** The last and closest scope of a text, where it first stands. */
const scopeOf = (text: string, word: string): string | undefined =>
  tokenize(text)
    .flat()
    .find(token => token.text.trim() === word)
    ?.scopes.at(-1);

const fences = [
  { kind: 'comment', open: '/*---', close: '---*/' },
  { kind: 'plain', open: '---', close: '---' },
] as const;

for (const { kind, open, close } of fences) {
  const head = `${open}\nname: A\ncolumn_mapping:\n  timestamp: t\n${close}\n`;
  const fenced = ['fence', 'yaml', 'yaml', 'yaml', 'fence'];

  describe(`The grammar, with the ${kind} fence`, () => {
    it('reads the front matter as YAML and what follows as SQL', () => {
      expect(lines(`${head}SELECT a\nFROM b`)).toEqual([...fenced, 'sql', 'sql']);
      expect(scopeOf(`${head}SELECT a`, 'timestamp')).toBe('key.yaml');
      expect(scopeOf(`${head}SELECT a`, 'SELECT')).toBe('keyword.sql');
    });

    it('takes a byte order mark, blank lines before the fence, and blanks behind it', () => {
      expect(lines(`\uFEFF${head}SELECT a`)).toEqual([...fenced, 'sql']);
      expect(lines(`\n  \n${head}SELECT a`)).toEqual(['blank', 'blank', ...fenced, 'sql']);
      expect(lines(`\uFEFF\n${head}SELECT a`).slice(1)).toEqual([...fenced, 'sql']);
      expect(lines(`${open} \t\nname: A\n${close}  \nSELECT a`)).toEqual(['fence', 'yaml', 'fence', 'sql']);
    });

    it('reads lines that end in CRLF alike, also where the carriage return is left on them', () => {
      expect(lines(`${head}SELECT a\nFROM b`.replaceAll('\n', '\r\n'))).toEqual([...fenced, 'sql', 'sql']);
    });

    it('ends a text or a list that is not closed with the front matter', () => {
      expect(lines(`${open}\nname: "A\n${close}\nSELECT a`)).toEqual(['fence', 'yaml', 'fence', 'sql']);
      expect(lines(`${open}\nname: [A\n${close}\nSELECT a`)).toEqual(['fence', 'yaml', 'fence', 'sql']);
      expect(scopeOf(`${open}\nname: "A\n${close}\nSELECT a`, 'SELECT')).toBe('keyword.sql');
    });

    it('takes an empty front matter', () => {
      expect(lines(`${open}\n${close}\nSELECT a`)).toEqual(['fence', 'fence', 'sql']);
    });

    it('reads everything as YAML while the fence is not closed', () => {
      expect(lines(`${open}\nname: A\nSELECT a`)).toEqual(['fence', 'yaml', 'yaml']);
    });

    it('knows no second front matter', () => {
      expect(lines(`${head}SELECT a\n${open}\nname: B\n${close}`).slice(5)).not.toContain('yaml');
      expect(lines(`${head}\n${open}\nname: B`).slice(5)).not.toContain('yaml');
      expect(lines(`\n${head}\n${open}\nname: B`).slice(6)).not.toContain('yaml');
    });

    it('takes a fence at the very start alone', () => {
      expect(lines(`SELECT a\n${open}\nname: B\n${close}`)).not.toContain('yaml');
      expect(lines(`\nSELECT a\n${open}\nname: B\n${close}`)).not.toContain('yaml');
      expect(lines(`  ${open}\nname: B\n${close}`)).not.toContain('yaml');
      expect(lines(`${open} x\nname: B\n${close}`)).not.toContain('yaml');
    });
  });
}

describe('The grammar', () => {
  it('reads three dashes in the SQL as a comment', () => {
    const text = '---\nname: A\n---\nSELECT a\n---\nFROM b';
    expect(lines(text)).toEqual(['fence', 'yaml', 'fence', 'sql', 'sql', 'sql']);
    expect(tokenize(text)[4]?.[0]?.scopes.at(-1)).toBe('comment.line.sql');
    expect(scopeOf(text, 'FROM')).toBe('keyword.sql');
  });

  it('does not end the front matter at the end of a comment within a text, or at the other fence', () => {
    expect(lines('/*---\nname: "a */ b"\n---\nkind: metric\n---*/\nSELECT a')).toEqual([
      ...['fence', 'yaml', 'yaml', 'yaml', 'fence', 'sql'],
    ]);
    expect(lines('---\nname: A\n---*/\nkind: metric\n---\nSELECT a')).toEqual([
      ...['fence', 'yaml', 'yaml', 'yaml', 'fence', 'sql'],
    ]);
  });

  it('reads a file without front matter as SQL', () => {
    expect(lines("SELECT 'a\nb'\nFROM c")).toEqual(['sql', 'sql', 'sql']);
  });
});
