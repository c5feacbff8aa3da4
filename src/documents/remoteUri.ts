import * as vscode from 'vscode';
import { isDefinitionId } from '../core/document/definitionId.ts';
import type { Definition } from '../core/definition.ts';
import { slug } from '../core/text/slug.ts';
import { type DefinitionRef, refOf } from '../catalog/snapshot.ts';

/** The scheme of the read-only documents that show the remote side. */
export const remoteScheme = 'levered';

const metricPath = /^\/([A-Za-z0-9_-]{1,64})\/metrics\/([^/]{1,128})\/[^/]+\.levered\.sql$/;
const sourcePath = /^\/([A-Za-z0-9_-]{1,64})\/assignment-source\/[^/]+\.levered\.sql$/;

/** The address of a remote definition's document; the name at its end is for the tab alone and decides nothing. */
export function remoteUri(definition: Definition, environment: string): vscode.Uri {
  const ref = refOf(definition, environment);
  const place = ref.kind === 'metric' ? `metrics/${ref.id}` : 'assignment-source';
  return vscode.Uri.from({
    scheme: remoteScheme,
    path: `/${environment}/${place}/${slug(definition.name)}.levered.sql`,
  });
}

/** What a remote document shows; undefined if the address is not one that `remoteUri` gives. */
export function parseRemoteUri(uri: vscode.Uri): DefinitionRef | undefined {
  if (uri.scheme !== remoteScheme || uri.authority !== '') return undefined;
  const metric = metricPath.exec(uri.path);
  if (metric?.[1] !== undefined && metric[2] !== undefined) {
    return isDefinitionId(metric[2]) ? { kind: 'metric', environment: metric[1], id: metric[2] } : undefined;
  }
  const source = sourcePath.exec(uri.path);
  return source?.[1] === undefined ? undefined : { kind: 'assignment_source', environment: source[1] };
}
