import { element } from '../element.ts';

/** What a menu offers. A check stays open when it is chosen, so that what it changes can be seen. */
export type MenuItem =
  | { readonly kind: 'action'; readonly label: string; run(): void }
  | { readonly kind: 'check'; readonly label: string; isChecked: boolean; run(isChecked: boolean): void }
  | { readonly kind: 'line' };

/** A menu by the pattern of the ARIA Authoring Practices Guide; `close` is called before an action runs. */
export function menu(label: string, items: readonly MenuItem[], close: () => void): HTMLElement {
  const list = element('div', 'menu');
  list.role = 'menu';
  list.ariaLabel = label;
  const buttons: HTMLElement[] = [];
  for (const item of items) {
    const made = itemElement(item, close);
    list.append(made);
    if (item.kind !== 'line') buttons.push(made);
  }
  list.addEventListener('keydown', event => {
    const at = buttons.findIndex(button => button === document.activeElement);
    const to = target(event.key, at, buttons);
    if (event.key === 'Tab') close();
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    buttons[to]?.focus();
  });
  list.addEventListener('pointermove', event => {
    const over = buttons.find(button => event.target instanceof Node && button.contains(event.target));
    if (over && over !== document.activeElement) over.focus({ preventScroll: true });
  });
  return list;
}

/** The first thing that a menu or a box offers takes the focus. */
export function focusFirst(content: HTMLElement): void {
  content.querySelector<HTMLElement>('[role^=menuitem], input, button')?.focus();
}

function target(key: string, at: number, buttons: readonly HTMLElement[]): number | undefined {
  const { length } = buttons;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % length;
    case 'ArrowUp':
      return (at - 1 + length) % length;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default: {
      if (key.length !== 1 || key === ' ') return undefined;
      const letter = key.toLowerCase();
      const starts = (place: number): boolean =>
        buttons[place % length]?.textContent.toLowerCase().startsWith(letter) === true;
      for (let step = 1; step <= length; step++) if (starts(at + step)) return (at + step) % length;
      return undefined;
    }
  }
}

function itemElement(item: MenuItem, close: () => void): HTMLElement {
  if (item.kind === 'line') {
    const line = element('div', 'line');
    line.role = 'separator';
    return line;
  }
  const made = element('div', 'item', item.label);
  made.tabIndex = -1;
  made.role = item.kind === 'check' ? 'menuitemcheckbox' : 'menuitem';
  if (item.kind === 'check') made.ariaChecked = String(item.isChecked);
  const choose = (): void => {
    if (item.kind === 'check') {
      item.isChecked = !item.isChecked;
      made.ariaChecked = String(item.isChecked);
      item.run(item.isChecked);
    } else {
      close();
      item.run();
    }
  };
  made.addEventListener('click', choose);
  made.addEventListener('keydown', event => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    choose();
  });
  return made;
}
