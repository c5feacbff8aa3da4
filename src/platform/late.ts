interface Part {
  dispose(): void;
}

/**
 * A part of the extension whose code is loaded when it is first needed. It is made once, and disposed with this.
 * Loading that failed is tried again by whoever needs the part next.
 */
export class Late<T extends Part> {
  readonly #load: () => Promise<T>;
  #part: Promise<T> | undefined;
  #isDisposed = false;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** @throws what kept the code from being loaded */
  get(): Promise<T> {
    this.#part ??= this.#make();
    return this.#part;
  }

  dispose(): void {
    this.#isDisposed = true;
    // One that could not be made has told whoever wanted it.
    void this.#part?.then(
      part => {
        part.dispose();
      },
      () => undefined,
    );
  }

  async #make(): Promise<T> {
    try {
      const part = await this.#load();
      // The window closed meanwhile.
      if (this.#isDisposed) part.dispose();
      return part;
    } catch (error) {
      this.#part = undefined;
      throw error;
    }
  }
}
