import { SlickGrid } from 'slickgrid';
import { columnWidth, peerPage, rowHeight } from './peerPage.ts';

// The plain array is its fastest source, and text instead of markup its fastest cell; both are in its documentation.
peerPage((root, rows, columns) => {
  new SlickGrid(
    root,
    rows,
    columns.map(name => ({ id: name, name, field: name, width: columnWidth })),
    {
      rowHeight,
      nonce: 'abc',
      enableHtmlRendering: false,
      enableColumnReorder: false,
      enableCellNavigation: false,
      enableTextSelectionOnCells: false,
    },
  );
});
