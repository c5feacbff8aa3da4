/** A row as a peer takes it. */
export type PeerRow = Readonly<Record<string, unknown>>;

declare global {
  interface Window {
    /** Shows rows that were read before: the peer's best case. */
    showRows: (rows: PeerRow[]) => void;
    /** Not yet among the compiler's types. */
    trustedTypes: { createPolicy(name: string, rules: { createHTML(markup: string): string }): unknown };
  }
}

/** Lets a peer show the rows of a message: one array of JSON, in UTF-8. `draw` gets every row and the column names. */
export function peerPage(draw: (root: HTMLElement, rows: PeerRow[], columns: readonly string[]) => void): void {
  const root = document.getElementById('preview');
  if (!root) throw new Error('The page has no element with the id preview');
  window.showRows = rows => draw(root, rows, Object.keys(rows[0] ?? {}));
  window.addEventListener('message', (event: MessageEvent<{ rows?: unknown }>) => {
    const { rows } = event.data;
    if (rows instanceof Uint8Array) window.showRows(JSON.parse(new TextDecoder().decode(rows)) as PeerRow[]);
  });
}

/** What a row and a column measure in every peer, in pixels; about what ours measure. */
export const rowHeight = 26;
export const columnWidth = 140;
