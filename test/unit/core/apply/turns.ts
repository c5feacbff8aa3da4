import type { Random } from './random.ts';
import type { Window, World } from './world.ts';

interface Running {
  readonly window: Window;
  /** Lets it make its next call. Absent while it is between two calls. */
  go: (() => void) | undefined;
}

/** Lets one window at a time make one call, so that a seed alone decides how they interleave. */
export class Turns {
  readonly #running = new Map<string, Running>();
  #onParked: () => void = () => undefined;

  constructor(world: World) {
    world.turn = name => {
      const running = this.#running.get(name);
      if (running === undefined) return undefined;
      return new Promise(resolve => {
        running.go = resolve;
        this.#onParked();
      });
    };
  }

  get windows(): readonly Window[] {
    return [...this.#running.values()].map(({ window }) => window);
  }

  /** Starts an action; it goes on only when `step` lets it. Settles when it waits for its first turn. */
  async start(window: Window, act: () => Promise<void>): Promise<void> {
    const parked = this.#parked();
    this.#running.set(window.name, { window, go: undefined });
    void act().finally(() => {
      this.#running.delete(window.name);
      this.#onParked();
    });
    await parked;
  }

  /** One call of one window. */
  async step(random: Random): Promise<void> {
    const running = random.pick([...this.#running.values()].filter(({ go }) => go !== undefined));
    if (running === undefined) return;
    const parked = this.#parked();
    const { go } = running;
    running.go = undefined;
    go?.();
    await parked;
  }

  /** The window died while it waited. */
  drop(window: Window): void {
    this.#running.delete(window.name);
  }

  #parked(): Promise<void> {
    return new Promise(resolve => (this.#onParked = resolve));
  }
}
