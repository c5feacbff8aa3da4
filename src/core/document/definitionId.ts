/**
 * True of the ids that this project takes and sends. The service's own are UUIDs; its examples show `metric-uuid` too.
 * Whatever has a dot, a slash or a percent sign in it could leave the path that it is put into, and is no id.
 */
export function isDefinitionId(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,128}$/.test(text) && !text.endsWith('\n');
}
