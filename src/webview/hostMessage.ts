import type { HostMessage, SignedHostMessage } from '../core/preview/messages.ts';

const kinds: Readonly<Record<HostMessage['kind'], true>> = { show: true, rows: true };

/**
 * Whether something that came to the page is a message of its host. Scripts of the editor's own send others, and none of
 * them knows the panel's session text; what the host signs is what the types say.
 */
export function isHostMessage(value: unknown, session: string): value is SignedHostMessage {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, session: found } = value as { readonly kind?: unknown; readonly session?: unknown };
  return found === session && typeof kind === 'string' && Object.hasOwn(kinds, kind);
}
