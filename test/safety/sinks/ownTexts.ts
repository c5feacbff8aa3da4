import ts from 'typescript';

const { TypeFlags } = ts;
const plainFlags =
  TypeFlags.NumberLike |
  TypeFlags.BooleanLike |
  TypeFlags.StringLiteral |
  TypeFlags.Undefined |
  TypeFlags.Null |
  TypeFlags.Void |
  TypeFlags.Never |
  TypeFlags.BigIntLike |
  TypeFlags.EnumLike;

/** Ways to a new text that is ours if all that it is made of is. */
const joining = new Set(['join', 'trim', 'concat', 'flat']);

/** Tells which expressions are certainly texts of our own: literals, wordings, numbers, and what is put together of them. */
export class OwnTexts {
  readonly #checker: ts.TypeChecker;
  readonly #open = new Set<ts.Node>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  /** Also of an expression that is no text at all, such as an object: its properties are looked at for themselves. */
  isOwn(node: ts.Expression): boolean {
    if (this.#isNoText(this.#checker.getTypeAtLocation(node))) return true;
    if (this.#open.has(node)) return true;
    this.#open.add(node);
    const isOwn = this.#isOwnForm(node);
    this.#open.delete(node);
    return isOwn;
  }

  #isOwnForm(node: ts.Expression): boolean {
    if (ts.isStringLiteralLike(node)) return true;
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isAwaitExpression(node))
      return this.isOwn(node.expression);
    if (ts.isSpreadElement(node)) return this.isOwn(node.expression);
    if (ts.isTemplateExpression(node)) return node.templateSpans.every(({ expression }) => this.isOwn(expression));
    if (ts.isConditionalExpression(node)) return this.isOwn(node.whenTrue) && this.isOwn(node.whenFalse);
    if (ts.isBinaryExpression(node)) return this.isOwn(node.left) && this.isOwn(node.right);
    if (ts.isArrayLiteralExpression(node)) return node.elements.every(each => this.isOwn(each));
    if (ts.isIdentifier(node)) return this.#isOwnName(node);
    if (ts.isCallExpression(node)) return this.#isOwnCall(node);
    return false;
  }

  #isOwnCall(node: ts.CallExpression): boolean {
    const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    if (name.getText() === 't') return node.arguments.every(each => this.isOwn(each));
    // Made safe, but what others wrote.
    if (name.getText() === 'plain') return false;
    if (ts.isPropertyAccessExpression(node.expression)) {
      const from = node.expression.expression;
      if (name.getText() === 'map') return node.arguments.every(each => this.#givesOwn(each));
      if (name.getText() === 'filter') return this.isOwn(from);
      if (joining.has(name.getText())) return this.isOwn(from) && node.arguments.every(each => this.isOwn(each));
    }
    // A function of ours: its own words, whatever it is given, if nothing of that comes back.
    const declaration = this.#symbolOf(name)?.declarations?.find(ts.isFunctionDeclaration);
    return declaration?.body !== undefined && returnsOf(declaration.body).every(each => this.isOwn(each));
  }

  /** Of a function that makes a text of each item of a list. */
  #givesOwn(node: ts.Expression): boolean {
    return ts.isArrowFunction(node) && !ts.isBlock(node.body) && this.isOwn(node.body);
  }

  #isOwnName(node: ts.Identifier): boolean {
    const declaration = this.#symbolOf(node)?.valueDeclaration;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
    const isConst = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
    if (!isConst || declaration.initializer === undefined) return false;
    // What is put into a list later was not looked at.
    return !node.getSourceFile().text.includes(`${node.text}.push(`) && this.isOwn(declaration.initializer);
  }

  #symbolOf(node: ts.Node): ts.Symbol | undefined {
    const symbol = this.#checker.getSymbolAtLocation(node);
    return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0
      ? this.#checker.getAliasedSymbol(symbol)
      : symbol;
  }

  /** Numbers and words of our own types, and objects; a list is what is in it. */
  #isNoText(type: ts.Type): boolean {
    if (type.isUnion()) return type.types.every(each => this.#isNoText(each));
    if ((type.flags & plainFlags) !== 0) return true;
    if ((type.flags & (TypeFlags.StringLike | TypeFlags.Any | TypeFlags.Unknown | TypeFlags.TypeParameter)) !== 0)
      return false;
    const [element] = this.#checker.isArrayLikeType(type)
      ? this.#checker.getTypeArguments(type as ts.TypeReference)
      : [];
    return element === undefined || this.#isNoText(element);
  }
}

function returnsOf(body: ts.Block): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}
