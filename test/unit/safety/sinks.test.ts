import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectPath } from '../../project.ts';
import { coveredSinks } from '../../safety/sinks/coveredSinks.ts';
import { foundSinks, sinksOf } from '../../safety/sinks/sinkScan.ts';

/** The names of the sinks of which some walk holds that it shows a hostile text. */
function walkedSinks(): ReadonlySet<string> {
  const folder = projectPath('test', 'vscode', 'walks');
  const texts = readdirSync(folder)
    .filter(name => /^sinks.*\.test\.ts$/.test(name))
    .map(name => readFileSync(`${folder}/${name}`, 'utf8'));
  return new Set([...texts.join('\n').matchAll(/watch\.seen\(\s*'([^']+)'/g)].map(([, name]) => name ?? ''));
}

/** `3 ask in preview/draftConsent.ts`, one for each place of a file and API. */
function counted(sinks: readonly { readonly file: string; readonly api: string }[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { file, api } of sinks) counts.set(`${api} in ${file}`, (counts.get(`${api} in ${file}`) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} ${name}`).sort();
}

describe('The list of sinks', () => {
  // The type checker reads the whole extension.
  it('has every place at which the extension hands VS Code a text of others (T17)', { timeout: 180_000 }, () => {
    const listed = coveredSinks.map(({ file, api, times }) => `${times} ${api} in ${file}`).sort();
    expect(counted(foundSinks())).toEqual(listed);
  });

  it('says of each which walk shows a hostile text there, or why none needs to (T17)', () => {
    const walked = walkedSinks();
    const missing = coveredSinks.flatMap(({ walked: names }) => names.filter(name => !walked.has(name)));
    expect(missing).toEqual([]);
    expect(coveredSinks.filter(({ walked: names, otherwise }) => names.length + otherwise.length === 0)).toEqual([]);
  });

  it('has no name of a walk that no sink has', () => {
    const listed = new Set(coveredSinks.flatMap(({ walked }) => walked));
    // The page of a preview gets all its texts in one message.
    expect([...walkedSinks()].filter(name => !listed.has(name))).toEqual([
      'page of a preview that failed',
      'page of a preview',
    ]);
  });
});

describe('The search for sinks', () => {
  const own = [
    "void vscode.window.showInformationMessage('Done.');",
    "const { t } = vscode.l10n; const words = [t('a'), t('{0} b', count)]; void vscode.window.showWarningMessage(words.join(' '));",
    "void vscode.window.showErrorMessage(count > 1 ? vscode.l10n.t('{0} failed', count) : 'one');",
    'vscode.Uri.parse(name);',
  ];
  const ofOthers: readonly (readonly [body: string, api: string])[] = [
    ['void vscode.window.showInformationMessage(name);', 'showInformationMessage'],
    ["void vscode.window.showInformationMessage(plain(name, 'label'));", 'showInformationMessage'],
    ["void vscode.window.showWarningMessage(vscode.l10n.t('{0} is gone', name));", 'showWarningMessage'],
    ["const lines = ['a']; lines.push(name); void vscode.window.showErrorMessage(lines.join(''));", 'showErrorMessage'],
    [
      'const parts = [name].map(each => each.trim()); void vscode.window.showErrorMessage(parts.join());',
      'showErrorMessage',
    ],
    ["const item = new vscode.TreeItem('a'); item.description = name;", '.description ='],
    ['void vscode.window.showQuickPick([{ label: name }]);', '{ label }'],
    ['void vscode.window.showQuickPick([name].map(each => ({ label: each })));', '{ label }'],
    ['new vscode.MarkdownString().appendMarkdown(name);', 'appendMarkdown'],
    ['new vscode.Hover(name);', 'new Hover'],
    ["void ask(name, ['b'], 'c');", 'ask'],
  ];
  const head = `import * as vscode from 'vscode'; import { plain } from '../core/text/plain.ts'; import { ask } from './confirmation.ts';`;

  it('passes over what is certainly our own, and finds the rest, made safe or not', { timeout: 180_000 }, () => {
    const bodies = [...own, ...ofOthers.map(([body]) => body)];
    const functions = bodies.map((body, at) => `export function f${at}(name: string, count: number): void { ${body} }`);
    const found = sinksOf([head, ...functions].join('\n'));
    const apis = bodies.map((_, at) => found.filter(({ line }) => line === at + 2).map(({ api }) => api));
    expect(apis).toEqual([...own.map(() => []), ...ofOthers.map(([, api]) => [api])]);
  });
});
