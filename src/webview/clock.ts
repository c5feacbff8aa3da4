/** Shows how long something has been running, ten times a second, until it is stopped. */
export class Clock {
  #timer: number | undefined;

  /** `elapsedMs`: how long it has been running already. */
  start(elapsedMs: number, show: (elapsedMs: number) => void): void {
    this.stop();
    const begin = performance.now() - elapsedMs;
    // Where motion is unwelcome the number still has to be right, but need not flicker.
    const step = matchMedia('(prefers-reduced-motion: reduce)').matches ? 1000 : 100;
    const tick = (): void => show(performance.now() - begin);
    tick();
    this.#timer = window.setInterval(tick, step);
  }

  stop(): void {
    window.clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
