/** A host that a file of the package may name, and why. */
const known: readonly { readonly host: RegExp; readonly file: RegExp }[] = [
  // The service and its dashboard, which the settings name by default.
  {
    host: /^(?:api|app|api\.testing)\.levered\.dev$/,
    file: /^(?:package\.json|dist\/extension\.js|.+\.md)$/i,
  },
  // The name of a way to draw, which nobody fetches.
  { host: /^www\.w3\.org$/, file: /\.(?:svg|js)$/ },
  // The local Levered, on this machine.
  { host: /^localhost$/, file: /^package\.json$/ },
  // What is in a licence is for reading alone.
  { host: /./, file: /^dist\/THIRD-PARTY-NOTICES\.txt$/ },
  // Links that a person may follow.
  {
    host: /^(?:github\.com|raw\.githubusercontent\.com)$/,
    file: /^(?:package\.json|readme\.md|changelog\.md|security\.md)$/i,
  },
];

/** The hosts of a file that are not known for it, as `file names host`. */
export function hostsIn(path: string, text: string): readonly string[] {
  const hosts = [...text.matchAll(/\b(?:https?|wss?|ftp):\/\/(?:[^\s/"'`@]*@)?([\w.-]*\w)/gi)].map(
    ([, host = '']) => host,
  );
  return [...new Set(hosts)]
    .filter(host => !known.some(each => each.host.test(host) && each.file.test(path)))
    .map(host => `${path} names ${host}`);
}
