import type { DefinitionKind } from '../definition.ts';
import { idFor, toDraft } from '../document/draft.ts';
import type { LeveredDocument } from '../document/leveredDocument.ts';
import type { EntryFile, InvalidReason } from './plan.ts';
import type { BaseSide, LocalDocument } from './sides.ts';

/** A file as the plan sees it, before anything remote is looked at. */
export interface LocalEntry {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly file: EntryFile;
  /** The metric that the file claims to be, here. Also of an invalid file: its metric is not untracked. */
  readonly id?: string;
  readonly invalid?: InvalidReason;
}

/** Reads the documents; files that claim to be the same thing are invalid, all of them. */
export function readLocal(documents: readonly LocalDocument[], environment: string, base: BaseSide): LocalEntry[] {
  const entries = documents.map(document => readDocument(document, environment, base));
  const claims = new Map<string, LocalEntry[]>();
  for (const entry of entries) {
    const claim = claimOf(entry);
    if (claim === undefined) continue;
    const others = claims.get(claim);
    if (others === undefined) claims.set(claim, [entry]);
    else others.push(entry);
  }
  return entries.map(entry => {
    const rivals = claims.get(claimOf(entry) ?? '')?.filter(other => other !== entry) ?? [];
    if (rivals.length === 0 || entry.invalid !== undefined) return entry;
    return { ...entry, invalid: { kind: 'duplicate', paths: rivals.map(rival => rival.file.path).sort() } };
  });
}

/** What only one file may be. */
function claimOf({ kind, id }: LocalEntry): string | undefined {
  if (kind === 'assignment_source') return 'assignment_source';
  return id === undefined ? undefined : `metric:${id}`;
}

function readDocument(local: LocalDocument, environment: string, base: BaseSide): LocalEntry {
  const { uri, path, hash, isDirty, content } = local;
  const file = { uri, path, hash, isDirty };
  if (content.kind === 'refused') {
    return { kind: 'metric', name: path, file, invalid: { kind: 'refused', refusal: content.refusal } };
  }
  const { document } = content;
  const { id, belongsTo } = idHere(document, environment, base);
  const draft = toDraft(document);
  const problems = document.problems.filter(({ severity }) => severity === 'error');
  return {
    kind: document.kind,
    name: document.name?.value ?? path,
    file: {
      ...file,
      ...(draft !== undefined && { draft }),
      ...(id !== undefined && { id }),
      ...(belongsTo !== undefined && { idBelongsTo: belongsTo }),
    },
    ...(id !== undefined && { id }),
    ...(draft === undefined && {
      invalid: { kind: 'problems', problems, line: lineOf(document.text, problems[0]?.start ?? 0) },
    }),
  };
}

/** A single id belongs to the environment in which it was written: one that another is known to have is not ours. */
function idHere(
  document: LeveredDocument,
  environment: string,
  { idsElsewhere, metrics }: BaseSide,
): { readonly id?: string; readonly belongsTo?: string } {
  if (document.kind === 'assignment_source') return {};
  const found = idFor(document, environment);
  if (found.kind === 'none') return {};
  const belongsTo = found.kind === 'single' && !metrics.has(found.id) ? idsElsewhere.get(found.id) : undefined;
  return belongsTo === undefined ? { id: found.id } : { belongsTo };
}

function lineOf(text: string, offset: number): number {
  return (text.slice(0, offset).match(/\r\n|\r|\n/g)?.length ?? 0) + 1;
}
