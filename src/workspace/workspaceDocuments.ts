import * as vscode from 'vscode';
import type { LocalDocument, LocalSide } from '../core/plan/sides.ts';
import { definitionPattern, isDefinitionUri, unsavedDocument } from './definitionUri.ts';
import { FileContents } from './fileContents.ts';
import { FileReader } from './fileReader.ts';
import { mapAtMost } from './mapAtMost.ts';
import { type WorkspaceChange, WorkspaceChanges } from './workspaceChanges.ts';
import { workspacePath } from './workspacePath.ts';

/** More files than this are a mistake or an attack: the rest is not looked at, and the side is not complete. */
const mostFiles = 50_000;
const mostAtOnce = 16;
const excluded = '**/node_modules/**';

/**
 * The workspace's definitions as they are now: all folders, and text that is not saved yet wins over its file. Nothing
 * is read before the first `read`; after that changes are followed, and only what changed is read again.
 */
export class WorkspaceDocuments implements vscode.Disposable {
  #contents: FileContents | undefined;
  readonly #changes: WorkspaceChanges;
  readonly #changed = new vscode.EventEmitter<LocalSide>();
  /** `current` is another one; once for many changes at a time. */
  readonly onDidChange = this.#changed.event;
  readonly #ended = new vscode.CancellationTokenSource();
  #documents = new Map<string, LocalDocument>();
  #folders: ReadonlySet<string> = new Set();
  #current: LocalSide | undefined;
  #failure: unknown;
  #last: Promise<unknown> = Promise.resolve();
  #waiting: Promise<LocalSide> | undefined;

  constructor() {
    this.#changes = new WorkspaceChanges(
      uri => (this.#documents.has(uri) ? 'file' : this.#folders.has(uri) ? 'folder' : undefined),
      change => this.#follow(change),
    );
  }

  /** As of the last reading; undefined before the first. */
  get current(): LocalSide | undefined {
    return this.#current;
  }

  /** Why `current` is not complete, if it is not. */
  get failure(): unknown {
    return this.#failure;
  }

  /**
   * Looks for all files and reads those that changed. When files could not be looked for, or the token was cancelled,
   * it gives what is known with `isComplete` false.
   */
  async read(token?: vscode.CancellationToken): Promise<LocalSide> {
    // One that has not begun yet will see all that is there now.
    this.#waiting ??= this.#inTurn(() => {
      this.#waiting = undefined;
      return this.#scan();
    });
    return token === undefined ? this.#waiting : this.#unlessCancelled(this.#waiting, token);
  }

  dispose(): void {
    this.#ended.cancel();
    this.#ended.dispose();
    this.#changes.dispose();
    this.#changed.dispose();
  }

  async #unlessCancelled(side: Promise<LocalSide>, token: vscode.CancellationToken): Promise<LocalSide> {
    const known = (): LocalSide => ({ documents: this.#current?.documents ?? [], isComplete: false });
    if (token.isCancellationRequested) return known();
    let subscription: vscode.Disposable | undefined;
    const cancelled = new Promise<LocalSide>(resolve => {
      subscription = token.onCancellationRequested(() => resolve(known()));
    });
    try {
      return await Promise.race([side, cancelled]);
    } finally {
      subscription?.dispose();
    }
  }

  async #follow({ uris, isWhole }: WorkspaceChange): Promise<void> {
    if (this.#current === undefined) return;
    await this.#inTurn(() => (isWhole ? this.#scan() : this.#readAgain(uris)));
  }

  /** Never rejects: what cannot be read is not complete. */
  async #scan(): Promise<LocalSide> {
    try {
      const found = await this.#find();
      const read = await this.#readAll(found.slice(0, mostFiles));
      const removed = await this.#readRemoved(new Set(found.map(String)));
      return this.#keep([...read, ...removed], found.length <= mostFiles);
    } catch (error) {
      return this.#fail(error);
    }
  }

  /** Never rejects. */
  async #readAgain(uris: ReadonlySet<string>): Promise<LocalSide> {
    try {
      const read = await this.#readAll([...uris].map(uri => vscode.Uri.parse(uri, true)));
      const others = [...this.#documents.values()].filter(({ uri }) => !uris.has(uri));
      return this.#keep([...others, ...read], this.#current?.isComplete ?? false);
    } catch (error) {
      return this.#fail(error);
    }
  }

  /** What was known stays known: a file that could not be looked for is not one that is gone. */
  #fail(error: unknown): LocalSide {
    const side = this.#keep([...this.#documents.values()], false);
    this.#failure = error;
    return side;
  }

  /** In the order of their names. @throws when files cannot be looked for */
  async #find(): Promise<readonly vscode.Uri[]> {
    // A folder that is gone or cannot be read would look like one without files.
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) await vscode.workspace.fs.readDirectory(uri);
    const { token } = this.#ended;
    const found = await vscode.workspace.findFiles(definitionPattern, excluded, mostFiles + 1, token);
    // A search that was stopped gives no error, but less.
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    return [...new Map(found.map(uri => [uri.toString(), uri])).values()].sort(byText);
  }

  /** Documents with text that is not saved whose files were removed meanwhile: the text is still there. */
  async #readRemoved(found: ReadonlySet<string>): Promise<readonly LocalDocument[]> {
    const open = vscode.workspace.textDocuments.filter(
      ({ isDirty, uri }) => isDirty && isDefinitionUri(uri) && !found.has(uri.toString()),
    );
    const [reader, contents] = await Promise.all([FileReader.create(), this.#loaded()]);
    const removed = await mapAtMost(open, mostAtOnce, async document => {
      const { kind } = await reader.read(document.uri);
      return kind === 'gone' ? [unsaved(document, contents)] : [];
    });
    return removed.flat();
  }

  async #readAll(uris: readonly vscode.Uri[]): Promise<readonly LocalDocument[]> {
    const [reader, contents] = await Promise.all([FileReader.create(), this.#loaded()]);
    const documents = await mapAtMost(uris, mostAtOnce, uri => readOne(uri, reader, contents));
    return documents.filter(document => document !== undefined);
  }

  /** The parser, and YAML with it, is loaded with the first reading: a window without plans does not pay for it. */
  async #loaded(): Promise<FileContents> {
    const { parseDocument } = await import('../core/document/documentParser.ts');
    this.#contents ??= new FileContents(parseDocument);
    return this.#contents;
  }

  #keep(documents: readonly LocalDocument[], isComplete: boolean): LocalSide {
    const side = { documents: documents.toSorted(byUri), isComplete };
    this.#documents = new Map(side.documents.map(document => [document.uri, document]));
    this.#folders = foldersOf(this.#documents.keys());
    this.#contents?.keepOnly(new Set(this.#documents.keys()), new Set(side.documents.map(({ hash }) => hash)));
    this.#failure = undefined;
    if (this.#current !== undefined && isSame(this.#current, side)) return this.#current;
    this.#current = side;
    this.#changed.fire(side);
    return side;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

async function readOne(
  uri: vscode.Uri,
  reader: FileReader,
  contents: FileContents,
): Promise<LocalDocument | undefined> {
  const text = uri.toString();
  const saved = await contents.read(text, known => reader.read(uri, known));
  const refusal = saved?.content.kind === 'refused' ? saved.content.refusal : undefined;
  const document = unsavedDocument(text);
  if (document !== undefined && refusal !== 'outside_workspace' && refusal !== 'not_a_file')
    return unsaved(document, contents);
  return saved === undefined ? undefined : { uri: text, path: workspacePath(uri), isDirty: false, ...saved };
}

function unsaved(document: vscode.TextDocument, contents: FileContents): LocalDocument {
  const { uri } = document;
  return { uri: uri.toString(), path: workspacePath(uri), isDirty: true, ...contents.ofText(document.getText()) };
}

function byUri(one: LocalDocument, other: LocalDocument): number {
  return one.uri < other.uri ? -1 : 1;
}

function byText(one: vscode.Uri, other: vscode.Uri): number {
  return one.toString() < other.toString() ? -1 : 1;
}

function isSame(one: LocalSide, other: LocalSide): boolean {
  if (one.isComplete !== other.isComplete || one.documents.length !== other.documents.length) return false;
  return one.documents.every((document, index) => {
    const { uri, path, hash, isDirty } = other.documents[index] ?? {};
    return document.uri === uri && document.path === path && document.hash === hash && document.isDirty === isDirty;
  });
}

/** Every folder that one of the files lies in, at whatever depth. */
function foldersOf(uris: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const uri of uris) {
    let end = uri.lastIndexOf('/');
    while (end > 0 && !folders.has(uri.slice(0, end))) {
      folders.add(uri.slice(0, end));
      end = uri.lastIndexOf('/', end - 1);
    }
  }
  return folders;
}
