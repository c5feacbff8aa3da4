import type { CST } from 'yaml';
import { maxDepth } from './frontMatterLimits.ts';
import { error, type DocumentProblem, type TextRange } from './problem.ts';

/**
 * The parts of YAML that a front matter may not have, found in the concrete syntax tree before anything is composed from
 * it: anchors, aliases, tags, directives, a second document, and nesting deeper than the limit (T13).
 * `shift` is added to the tree's offsets.
 */
export function findForbiddenSyntax(tokens: readonly CST.Token[], shift: number): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  let documents = 0;
  for (const token of tokens) {
    if (token.type === 'directive') problems.push(error(rangeOf(token, shift), { code: 'yaml-directive' }));
    if (token.type !== 'document') continue;
    documents++;
    if (documents === 2) {
      const marker = token.start.find(part => part.type === 'doc-start');
      problems.push(error(rangeOf(marker ?? token, shift), { code: 'yaml-multiple-documents' }));
    }
    problems.push(...findInDocument(token, shift));
  }
  return problems;
}

function findInDocument(document: CST.Document, shift: number): DocumentProblem[] {
  const problems: DocumentProblem[] = forbiddenProperties(document.start, shift);
  const open: { readonly token: CST.Token | null | undefined; readonly depth: number }[] = [];
  open.push({ token: document.value, depth: 1 });
  // A stack of our own: the depth of the tree is the attacker's, the depth of ours is not.
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { token, depth } = entry;
    if (!token) continue;
    if (token.type === 'alias') problems.push(error(rangeOf(token, shift), { code: 'yaml-alias' }));
    if (token.type === 'block-scalar') problems.push(...forbiddenProperties(token.props, shift));
    if (!('items' in token)) continue;
    if (depth > maxDepth) {
      return [...problems, error(rangeOf(token, shift), { code: 'front-matter-too-deep', limit: maxDepth })];
    }
    for (const item of token.items) {
      problems.push(...forbiddenProperties(item.start, shift), ...forbiddenProperties(item.sep ?? [], shift));
      open.push({ token: item.key, depth: depth + 1 }, { token: item.value, depth: depth + 1 });
    }
  }
  return problems;
}

function forbiddenProperties(parts: readonly CST.Token[], shift: number): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  for (const part of parts) {
    if (part.type === 'anchor') problems.push(error(rangeOf(part, shift), { code: 'yaml-anchor' }));
    if (part.type === 'tag') problems.push(error(rangeOf(part, shift), { code: 'yaml-tag' }));
  }
  return problems;
}

function rangeOf(token: CST.Token, shift: number): TextRange {
  const start = shift + token.offset;
  return { start, end: 'source' in token ? start + token.source.length : start + 1 };
}
