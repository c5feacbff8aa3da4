import { Composer, isMap, isScalar, Parser, type CST, type Document, type ParsedNode } from 'yaml';
import { findForbiddenSyntax } from './forbiddenSyntax.ts';
import { hasTooManyMarks, maxCharacters, maxMarks } from './frontMatterLimits.ts';
import { readFields } from './fieldTree.ts';
import type { FrontMatter } from './leveredDocument.ts';
import { error, type DocumentProblem, type TextRange } from './problem.ts';

/** What reading the front matter gave. `isWhole` is false if the YAML is broken, so that an absent field proves nothing. */
export interface FrontMatterReading {
  readonly frontMatter: FrontMatter;
  readonly isWhole: boolean;
  readonly problems: readonly DocumentProblem[];
}

/** More messages about broken YAML than these help nobody. */
const maxSyntaxProblems = 20;

/**
 * Reads the YAML between the fence's lines (YAML 1.2, core schema). Never throws; what is too large, too deep or not
 * allowed is a problem and is not composed.
 */
export function readFrontMatter(text: string, range: TextRange): FrontMatterReading {
  const { start, end } = range;
  const nothing: FrontMatter = { start, end, form: 'none', fields: [] };
  const refuse = (...problems: DocumentProblem[]) => ({ frontMatter: nothing, isWhole: false, problems });
  if (end - start > maxCharacters) {
    return refuse(error(range, { code: 'front-matter-too-large', unit: 'characters', limit: maxCharacters }));
  }
  // The yaml package takes a lone CR for a character of the line; as LF it is a line break at the same offset.
  const source = text.slice(start, end).replace(/\r(?!\n)/g, '\n');
  if (hasTooManyMarks(source)) {
    return refuse(error(range, { code: 'front-matter-too-large', unit: 'marks', limit: maxMarks }));
  }
  try {
    const tokens = [...new Parser().parse(source)];
    const forbidden = findForbiddenSyntax(tokens, start);
    if (forbidden.some(problem => problem.code === 'front-matter-too-deep')) return refuse(...forbidden);
    return compose(tokens, range, forbidden);
  } catch (thrown) {
    const yamlCode = thrown instanceof Error ? thrown.name : 'UNKNOWN';
    return refuse(error(range, { code: 'yaml-syntax', yamlCode }));
  }
}

function compose(tokens: readonly CST.Token[], range: TextRange, forbidden: DocumentProblem[]): FrontMatterReading {
  const { start, end } = range;
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    keepSourceTokens: true,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const documents = [...composer.compose(tokens)] as Document.Parsed[];
  const syntax = documents.flatMap(document => syntaxProblems(document, range));
  const problems = [...forbidden, ...syntax.slice(0, maxSyntaxProblems)];
  const isWhole = syntax.length === 0;
  const contents: ParsedNode | null = documents[0]?.contents ?? null;
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    return { frontMatter: { start, end, form: 'none', fields: [] }, isWhole, problems };
  }
  if (!isMap(contents)) {
    const place = { start: start + contents.range[0], end: start + contents.range[1] };
    if (isWhole) problems.push(error(place, { code: 'not-a-map' }));
    return { frontMatter: { start, end, form: 'none', fields: [] }, isWhole: false, problems };
  }
  const fields = readFields(contents, { shift: start, path: '', problems });
  const form = contents.flow === true ? 'flow' : 'block';
  return { frontMatter: { start, end, form, fields }, isWhole, problems };
}

function syntaxProblems(document: Document.Parsed, { start, end }: TextRange): DocumentProblem[] {
  return document.errors
    .filter(({ code }) => code !== 'TAG_RESOLVE_FAILED' && code !== 'MULTIPLE_DOCS')
    .map(({ code, pos }) => {
      const from = Math.min(start + pos[0], end);
      return error(
        { start: from, end: Math.max(from, Math.min(start + pos[1], end)) },
        { code: 'yaml-syntax', yamlCode: code },
      );
    });
}
