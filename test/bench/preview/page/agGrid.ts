import { ClientSideRowModelModule, createGrid } from 'ag-grid-community';
import { columnWidth, peerPage, rowHeight } from './peerPage.ts';

// The one module that rows in memory need; nothing inferred from the values, nothing animated.
peerPage((root, rows, columns) => {
  createGrid(
    root,
    {
      rowData: rows,
      columnDefs: columns.map(name => ({ field: name, width: columnWidth, cellDataType: false, sortable: false })),
      rowHeight,
      headerHeight: rowHeight,
      animateRows: false,
      suppressFieldDotNotation: true,
      styleNonce: 'abc',
    },
    { modules: [ClientSideRowModelModule] },
  );
});
