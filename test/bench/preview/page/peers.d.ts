/** As much of the peers as their pages use: they are installed outside the project, where the compiler does not look. */
declare module 'slickgrid' {
  export const SlickGrid: new (
    container: HTMLElement,
    data: readonly object[],
    columns: readonly object[],
    options: object,
  ) => object;
}

declare module 'tabulator-tables' {
  export const Tabulator: new (container: HTMLElement, options: object) => object;
}

declare module 'ag-grid-community' {
  export const ClientSideRowModelModule: unique symbol;
  export function createGrid(
    container: HTMLElement,
    options: object,
    parameters: { readonly modules: readonly unknown[] },
  ): object;
}
