/** Whether a content type says that a body is JSON. */
export function isJson(contentType: string | string[] | undefined): boolean {
  const type = Array.isArray(contentType) ? contentType[0] : contentType;
  return type !== undefined && /^application\/(?:[\w.-]+\+)?json[ \t]*(?:;|$)/i.test(type);
}
