import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const root = join(import.meta.dirname, '../../..');

/** Small grammars in the place of VS Code's own, with the traits that matter: texts and comments over several lines. */
const standIns: Readonly<Record<string, textmate.IRawGrammar>> = {
  'source.sql': grammar('source.sql', [
    { match: '--.*$', name: 'comment.line.sql' },
    { begin: '/\\*', end: '\\*/', name: 'comment.block.sql' },
    { begin: "'", end: "'", name: 'string.sql' },
    { match: '\\b(?:SELECT|FROM|AS)\\b', name: 'keyword.sql' },
  ]),
  'source.yaml': grammar('source.yaml', [
    { match: '#.*$', name: 'comment.line.yaml' },
    { begin: '"', end: '"', name: 'string.yaml' },
    { begin: '\\[', end: '\\]', name: 'flow.yaml' },
    { match: '^\\s*[\\w-]+(?=:)', name: 'key.yaml' },
  ]),
};

function grammar(scopeName: string, patterns: textmate.IRawGrammar['patterns']): textmate.IRawGrammar {
  return { scopeName, patterns, repository: {} as textmate.IRawGrammar['repository'] };
}

interface ScopedText {
  readonly text: string;
  readonly scopes: readonly string[];
}

export type Tokenizer = (text: string) => readonly (readonly ScopedText[])[];

/** Gives the tokens of each line, as VS Code's own tokenizer does with the grammar that ships. */
export async function loadTokenizer(): Promise<Tokenizer> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm));
  const path = join(root, 'syntaxes/levered-sql.tmLanguage.json');
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
      createOnigString: text => new oniguruma.OnigString(text),
    }),
    loadGrammar: name =>
      Promise.resolve(
        name === 'source.levered-sql'
          ? textmate.parseRawGrammar(readFileSync(path, 'utf8'), path)
          : (standIns[name] ?? null),
      ),
  });
  const loaded = await registry.loadGrammar('source.levered-sql');
  if (loaded === null) throw new Error('The grammar cannot be read.');
  return text => {
    let state = textmate.INITIAL;
    return text.split('\n').map(line => {
      const { tokens, ruleStack } = loaded.tokenizeLine(line, state);
      state = ruleStack;
      return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
    });
  };
}
