import { dirname, relative } from 'node:path';
import ts from 'typescript';
import { projectPath } from '../../project.ts';
import { OwnTexts } from './ownTexts.ts';

/** A place where a text that is not wholly our own is handed to VS Code, e.g. `showInputBox placeHolder`. */
export interface FoundSink {
  /** Below `src`. */
  readonly file: string;
  /** The function, class or property of VS Code that gets the text. */
  readonly api: string;
  readonly line: number;
}

/** The functions of this file of ours are no more than a way to VS Code: who calls them hands it the text. */
const wrappers = '/src/sync/confirmation.ts';
const wrapperNames = new Set(['ask', 'askTyped']);

/** What gets a text and shows it nowhere: ids, addresses of what there is, keys of storage, contents, names of colours. */
const silent: ReadonlySet<string> = new Set([
  ...['parse', 'file', 'joinPath', 'get', 'update', 'store', 'inspect', 'affectsConfiguration', 'isWritableFileSystem'],
  ...['registerCommand', 'registerInlayHintsProvider', 'registerCodeLensProvider', 'registerFileDecorationProvider'],
  ...['registerWebviewPanelSerializer', 'createDiagnosticCollection', 'replace', 'writeText', 'new ThemeIcon'],
  ...['new ThemeColor', '{ query }', '{ authority }', '{ content }', '{ viewId }', '{ treeDataProvider }'],
  ...['{ accessToken }', '{ scopes }', '{ command }', '.id =', '.insertText =', '.filterText =', '.sortText ='],
  ...['.contextValue =', '.html ='],
]);

/**
 * Every place of the extension's own code at which VS Code gets a text that may hold what others wrote: each argument,
 * each property of an object that VS Code declares, and each assignment to one, unless the text is certainly our own
 * wording. Which of these VS Code shows is told by their names alone.
 */
export function foundSinks(): readonly FoundSink[] {
  return sinksIn(programOf({}), /\/src\/(?!core\/|api\/|webview\/)/);
}

/** The same of a text, as if it were a file of the extension. */
export function sinksOf(text: string): readonly FoundSink[] {
  const path = projectPath('src', 'sync', 'aTextToTry.ts');
  return sinksIn(programOf({ [path]: text }), /aTextToTry\.ts$/);
}

function sinksIn(program: ts.Program, files: RegExp): readonly FoundSink[] {
  const checker = program.getTypeChecker();
  const own = new OwnTexts(checker);
  const found: FoundSink[] = [];
  for (const source of program.getSourceFiles()) {
    if (source.isDeclarationFile || !files.test(source.fileName)) continue;
    const file = relative(projectPath('src'), source.fileName).replaceAll('\\', '/');
    const visit = (node: ts.Node): void => {
      for (const [api, text] of handedOver(node, checker)) {
        if (silent.has(api) || own.isOwn(text)) continue;
        found.push({ file, api, line: source.getLineAndCharacterOfPosition(text.getStart()).line + 1 });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** The extension's program; with files of one's own, these and what they import in place of it. */
function programOf(files: Readonly<Record<string, string>>): ts.Program {
  const path = projectPath('tsconfig.json');
  const read = ts.readConfigFile(path, name => ts.sys.readFile(name));
  const { fileNames, options } = ts.parseJsonConfigFileContent(read.config, ts.sys, dirname(path));
  const host = ts.createCompilerHost({ ...options, noEmit: true });
  host.readFile = name => files[name] ?? ts.sys.readFile(name);
  host.fileExists = name => Object.hasOwn(files, name) || ts.sys.fileExists(name);
  const own = Object.keys(files);
  return ts.createProgram(own.length === 0 ? fileNames : own, { ...options, noEmit: true }, host);
}

/** The texts that a node hands to VS Code, each with the name of what gets it. */
function* handedOver(node: ts.Node, checker: ts.TypeChecker): Generator<readonly [api: string, text: ts.Expression]> {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const name = calledName(node, checker);
    if (name === undefined) return;
    for (const argument of node.arguments ?? [])
      yield [name, ts.isSpreadElement(argument) ? argument.expression : argument];
  } else if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
    const name = node.name.getText();
    const type = checker.getContextualType(node.parent);
    // What becomes an item of a list only later is told by its names.
    const declared = type === undefined ? [] : checker.getPropertyOfType(type, name)?.declarations;
    const isOpen = declared?.every(ts.isPropertyAssignment) ?? false;
    const isPick = isOpen && ['label', 'description', 'detail', 'title', 'placeHolder'].includes(name);
    const property = type === undefined ? undefined : propertyOf(type, name, checker);
    if (!isPick && !isOfVSCode(property)) return;
    yield [`{ ${name} }`, ts.isPropertyAssignment(node) ? node.initializer : node.name];
  } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    if (!ts.isPropertyAccessExpression(node.left)) return;
    if (isOfVSCode(checker.getSymbolAtLocation(node.left.name))) yield [`.${node.left.name.text} =`, node.right];
  } else if (ts.isThrowStatement(node) && ts.isNewExpression(node.expression)) {
    // VS Code shows what a provider of the editor throws.
    if (node.expression.expression.getText() === 'Error')
      for (const argument of node.expression.arguments ?? []) yield ['throw new Error', argument];
  }
}

function calledName(node: ts.CallExpression | ts.NewExpression, checker: ts.TypeChecker): string | undefined {
  const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
  const local = checker.getSymbolAtLocation(name);
  const isAlias = local !== undefined && (local.flags & ts.SymbolFlags.Alias) !== 0;
  const symbol = isAlias ? checker.getAliasedSymbol(local) : local;
  const isWrapper = symbol?.valueDeclaration?.getSourceFile().fileName.endsWith(wrappers) ?? false;
  if (isWrapper && wrapperNames.has(name.getText())) return name.getText();
  if (!isOfVSCode(symbol) || name.getText() === 't') return undefined;
  return ts.isNewExpression(node) ? `new ${name.getText()}` : name.getText();
}

function propertyOf(type: ts.Type, name: string, checker: ts.TypeChecker): ts.Symbol | undefined {
  const parts = type.isUnion() ? type.types : [type];
  return parts.map(part => checker.getPropertyOfType(part, name)).find(isOfVSCode);
}

function isOfVSCode(symbol: ts.Symbol | undefined): boolean {
  return symbol?.declarations?.some(each => each.getSourceFile().fileName.includes('/@types/vscode/')) ?? false;
}
