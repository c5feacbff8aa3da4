/** Chromium cuts an element off at 2^24 pixels or a little more; half of that leaves room for zoom. */
const longest = 8_000_000;

/**
 * One direction of scrolling. The content may be longer than an element can be: then the element that makes the
 * scroller scroll is shorter than the content, and positions are scaled between the two. All lengths in CSS pixels.
 */
export class ScrollAxis {
  /** Where the view begins in the content. */
  position = 0;
  #total = 0;
  #view = 0;
  /** The scroll offset that belongs to `position`; the scroller tells it back to us, rounded. */
  #offset = 0;

  /** How long the scrolled element has to be. */
  get extent(): number {
    return Math.min(this.#total, longest);
  }

  get isScaled(): boolean {
    return this.#total > longest;
  }

  /** Takes new lengths of content and view, and gives the scroll offset for the position as near as it still exists. */
  resize(total: number, view: number): number {
    this.#total = total;
    this.#view = view;
    return this.moveTo(this.position);
  }

  /** Goes to a position of the content and gives the scroll offset to set. */
  moveTo(position: number): number {
    this.position = Math.max(0, Math.min(position, this.#total - this.#view));
    this.#offset = this.position / this.#scale();
    return this.#offset;
  }

  /** Takes over where the person scrolled to. What only echoes `moveTo` must not round the position that it set. */
  follow(offset: number): void {
    if (Math.abs(offset - this.#offset) < 1) return;
    this.#offset = offset;
    this.position = Math.max(0, Math.min(offset * this.#scale(), this.#total - this.#view));
  }

  /** Brings a stretch of the content into view, moving no further than needed; gives the scroll offset to set. */
  reveal(start: number, end: number, view: number): number {
    if (start < this.position) return this.moveTo(start);
    if (end > this.position + view) return this.moveTo(Math.min(start, end - view));
    return this.#offset;
  }

  #scale(): number {
    const scrolls = this.extent - this.#view;
    return this.isScaled && scrolls > 0 ? (this.#total - this.#view) / scrolls : 1;
  }
}
