import type { ExportFormat, PageMessage } from './messages.ts';

type Plain = Exclude<PageMessage['kind'], 'export' | 'reveal'>;

const plainVerbs: Readonly<Record<Plain, true>> = {
  ready: true,
  run: true,
  cancel: true,
  signIn: true,
  refresh: true,
  showLog: true,
};

const formats: Readonly<Record<ExportFormat, true>> = { csv: true, json: true };

const isPlain = (kind: string): kind is Plain => Object.hasOwn(plainVerbs, kind);
const isFormat = (format: unknown): format is ExportFormat =>
  typeof format === 'string' && Object.hasOwn(formats, format);

/**
 * Reads what came from a preview page. Anything but one of the verbs under the panel's own session text is nothing: a
 * page can be made to say what it likes. A verb names no command, address or path; the text of an export goes nowhere
 * but where the person then says (T18).
 */
export function parsePageMessage(message: unknown, session: string): PageMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { kind, session: found, format, text, check } = message as Readonly<Record<string, unknown>>;
  if (found !== session || typeof kind !== 'string') return undefined;
  if (isPlain(kind)) return { kind };
  if (kind === 'export') return isFormat(format) && text instanceof Uint8Array ? { kind, format, text } : undefined;
  const isPlace = typeof check === 'number' && Number.isSafeInteger(check) && check >= 0;
  return kind === 'reveal' && isPlace ? { kind, check } : undefined;
}
