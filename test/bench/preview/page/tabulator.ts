import { Tabulator } from 'tabulator-tables';
import { columnWidth, peerPage, rowHeight } from './peerPage.ts';

// It makes its cells from markup, which our page's policy forbids: here whatever it makes is let through.
window.trustedTypes.createPolicy('default', { createHTML: markup => markup });

// The core alone, without its modules; cells that are drawn where they are seen, down and across.
peerPage((root, rows, columns) => {
  new Tabulator(root, {
    data: rows,
    columns: columns.map(name => ({ title: name, field: name, width: columnWidth })),
    height: '100%',
    rowHeight,
    renderVertical: 'virtual',
    renderHorizontal: 'virtual',
    nestedFieldSeparator: false,
  });
});
