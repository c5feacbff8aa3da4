import type { Page } from 'playwright-core';

/** What VS Code 1.139 gives to a page in a webview under one of its own themes, as far as our style sheet asks for it. */
export interface WebviewTheme {
  /** As in the setting `workbench.colorTheme`. */
  readonly id: string;
  /** Of the page's body. */
  readonly classes: readonly string[];
  /** Without the `--vscode-` that each begins with there. A color that a theme does not have is absent. */
  readonly colors: Readonly<Record<string, string>>;
}

/** What VS Code puts before a page's own styles: the part of it that says anything about elements which we have. */
const defaultStyles = `@layer vscode-default {
  html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
  body {
    overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground);
    font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight);
    font-size: var(--vscode-font-size); margin: 0; padding: 0 20px;
  }
  input:focus, select:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
  code {
    color: var(--vscode-textPreformat-foreground); background-color: var(--vscode-textPreformat-background);
    padding: 1px 3px; border-radius: 4px;
  }
}`;

/** Has the page look as in VS Code under a theme. */
export async function wear(page: Page, theme: WebviewTheme): Promise<void> {
  await page.evaluate(
    ([styles, id, classes, colors]) => {
      const { documentElement: root, body } = document;
      if (document.adoptedStyleSheets.length === 0) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(styles);
        document.adoptedStyleSheets.push(sheet);
      }
      root.removeAttribute('style');
      const fonts = { 'font-family': 'sans-serif', 'font-size': '13px', 'font-weight': 'normal' };
      for (const [name, value] of Object.entries({ ...fonts, 'editor-font-family': 'monospace', ...colors })) {
        root.style.setProperty(`--vscode-${name}`, value);
      }
      // A webview lies on the editor.
      root.style.backgroundColor = 'var(--vscode-editor-background)';
      body.className = classes.join(' ');
      body.dataset['vscodeThemeId'] = id;
    },
    [defaultStyles, theme.id, theme.classes, theme.colors] as const,
  );
}
