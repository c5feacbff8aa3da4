import type { PageMessage } from './messages.ts';

const verbs: Readonly<Record<PageMessage['kind'], true>> = {
  ready: true,
  run: true,
  cancel: true,
  signIn: true,
  refresh: true,
  showLog: true,
};

/**
 * Reads what came from a preview page. Anything but one of the six verbs under the panel's own session text is nothing:
 * a page can be made to say what it likes, and a verb carries no argument that could do harm (T18).
 */
export function parsePageMessage(message: unknown, session: string): PageMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { kind, session: found } = message as { readonly kind?: unknown; readonly session?: unknown };
  if (found !== session || typeof kind !== 'string' || !Object.hasOwn(verbs, kind)) return undefined;
  return { kind: kind as PageMessage['kind'] };
}
