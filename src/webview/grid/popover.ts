/**
 * What opens over the table: a menu, a filter, a list of columns; one at a time. It closes by Escape, by a press or the
 * focus going elsewhere, and by its own choice, and the focus never ends up nowhere.
 */
export class Popover {
  readonly #host: HTMLElement;
  /** Takes the focus when what opened the popover cannot. */
  readonly #home: HTMLElement;
  #open: { readonly element: HTMLElement; readonly anchor: HTMLElement; readonly back: HTMLElement } | undefined;

  /** `host` is what the popover may cover; it has to be positioned. */
  constructor(host: HTMLElement, home: HTMLElement) {
    this.#host = host;
    this.#home = home;
  }

  /** Opens it below an element, or closes it if it is that element's already. The content takes the focus by itself. */
  toggle(anchor: HTMLElement, content: HTMLElement, back: HTMLElement = anchor): boolean {
    const isSame = this.#open?.anchor === anchor;
    this.close();
    if (isSame) return false;
    this.#open = { element: content, anchor, back };
    content.classList.add('popover');
    this.#host.append(content);
    this.#place(content, anchor.getBoundingClientRect());
    anchor.ariaExpanded = 'true';
    content.addEventListener('keydown', this.#press);
    document.addEventListener('pointerdown', this.#point, true);
    content.addEventListener('focusout', this.#leave);
    return true;
  }

  /** `keepsFocus`: the focus has gone elsewhere by the person's will. */
  close(keepsFocus = false): void {
    const open = this.#open;
    if (!open) return;
    this.#open = undefined;
    document.removeEventListener('pointerdown', this.#point, true);
    open.anchor.ariaExpanded = open.anchor.ariaHasPopup ? 'false' : null;
    const hadFocus = open.element.contains(document.activeElement) || document.activeElement === document.body;
    open.element.remove();
    if (!hadFocus || keepsFocus) return;
    open.back.focus();
    if (document.activeElement !== open.back) this.#home.focus();
  }

  #place(content: HTMLElement, anchor: DOMRect): void {
    const host = this.#host.getBoundingClientRect();
    const { style } = content;
    const below = host.bottom - anchor.bottom - 4;
    const above = anchor.top - host.top - 4;
    const isBelow = below >= Math.min(content.offsetHeight, 160) || below >= above;
    style.maxHeight = `${Math.max(80, isBelow ? below : above)}px`;
    const left = Math.max(0, Math.min(anchor.left - host.left, host.width - content.offsetWidth - 4));
    style.left = `${left}px`;
    style.top = `${isBelow ? anchor.bottom - host.top : Math.max(0, anchor.top - host.top - content.offsetHeight)}px`;
  }

  readonly #press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };

  readonly #point = (event: PointerEvent): void => {
    if (!(event.target instanceof Node) || !this.#open) return;
    if (!this.#open.element.contains(event.target) && !this.#open.anchor.contains(event.target)) this.close(true);
  };

  readonly #leave = (event: FocusEvent): void => {
    const { relatedTarget: to } = event;
    if (to instanceof Node && this.#open && !this.#open.element.contains(to) && !this.#open.anchor.contains(to)) {
      this.close(true);
    }
  };
}
