/** How long one slice of work may hold the page, in milliseconds; a frame has sixteen. */
const slice = 6;
/** Work that takes longer than this shows that it is going on. */
const noticed = 200;

/** Lets the page paint and answer; unlike a timer it comes back at once when there is nothing to do. */
function breath(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/**
 * Drives work that yields often, in slices between which the page lives.
 * @param slow called once if it takes longer than a person notices
 * @returns its result; undefined when it was given up by the signal
 */
export async function inSlices<Result>(
  work: Generator<undefined, Result>,
  signal: AbortSignal,
  slow?: () => void,
): Promise<Result | undefined> {
  const begin = performance.now();
  let isSlow = false;
  for (;;) {
    const end = performance.now() + slice;
    do {
      const step = work.next();
      if (step.done) return signal.aborted ? undefined : step.value;
    } while (performance.now() < end);
    if (!isSlow && performance.now() - begin > noticed) {
      isSlow = true;
      slow?.();
    }
    await breath();
    if (signal.aborted) return undefined;
  }
}
