import axe from 'axe-core';
import type { AxeResults, NodeResult } from 'axe-core';
import type { Page } from 'playwright-core';
import { leastContrast } from './pixelContrast.ts';

/** Rules that cannot say anything of this page, each with why. All others run, those of best practice included. */
const leftOut: Readonly<Record<string, string>> = {
  'color-contrast-enhanced': 'AAA: how strong its colors are is the theme’s choice; high-contrast themes are for that.',
  'focus-order-semantics':
    'An experiment that takes what scrolls for a fault when it can have the focus, which another rule demands.',
  'hidden-content': 'It only says that something is hidden: each such part is shown in a state of its own.',
};

/** Rules that leave something to be looked at which was looked at, each with what was seen. */
const lookedAt: Readonly<Record<string, string>> = {
  'aria-required-children': 'A filter may leave no row. The heading row stays.',
  'label-content-name-mismatch': 'A sign such as × is no text that a name could begin with.',
  'scrollable-region-focusable': 'A menu scrolls with the item that has the focus: the arrows go from one to the next.',
  'th-has-data-cells': 'A column that only one result has leaves nothing to compare, and a cell empty.',
};

/** The least contrast of a text, after WCAG 2.2, 1.4.3. */
function needed({ fontSize, isBold }: { fontSize: number; isBold: boolean }): number {
  return fontSize >= 24 || (isBold && fontSize >= 18.66) ? 3 : 4.5;
}

/**
 * What axe-core finds wrong with the page as it stands, one line for each fault. Where it cannot tell a text's contrast
 * (over a picture, a pattern, or half covered), the contrast is measured in the pixels.
 */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  // Through the debugger, which the page's policy does not concern; a reload takes it away.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations, incomplete } = await page.evaluate(
    async ([out]): Promise<Pick<AxeResults, 'violations' | 'incomplete'>> => {
      const { axe: inPage } = window as unknown as { axe: typeof axe };
      const values = inPage.getRules().flatMap(({ ruleId, tags }) => {
        return out.includes(ruleId) || tags.includes('deprecated') ? [] : [ruleId];
      });
      const found = await inPage.run(document, {
        runOnly: { type: 'rule', values },
        resultTypes: ['violations', 'incomplete'],
      });
      return { violations: found.violations, incomplete: found.incomplete };
    },
    [Object.keys(leftOut)] as const,
  );
  const faults = violations.flatMap(({ id, nodes }) => nodes.map(node => described(id, node)));
  for (const { id, nodes } of incomplete) {
    if (id === 'color-contrast') faults.push(...(await tooWeak(page, nodes)));
    else if (!(id in lookedAt)) faults.push(...nodes.map(node => described(`${id} (to be looked at)`, node)));
  }
  return faults;
}

/** Those of the texts that axe-core could not judge which are too weak. */
async function tooWeak(page: Page, nodes: readonly NodeResult[]): Promise<readonly string[]> {
  const selectors = nodes.map(({ target }) => String(target[0]));
  const measured = await leastContrast(page, selectors);
  return nodes.flatMap((node, at) => {
    const found = measured[at];
    // A text of which nothing is in view is none.
    if (found === undefined || found.contrast >= needed(found)) return [];
    return [described(`color-contrast ${found.contrast.toFixed(2)} in the pixels`, node)];
  });
}

function described(id: string, { target, html, any, all, none }: NodeResult): string {
  const why = [...any, ...all, ...none].map(({ message }) => message).join(' ');
  return `${id}: ${String(target[0])} ${html.slice(0, 120)} ${why.slice(0, 240)}`;
}
