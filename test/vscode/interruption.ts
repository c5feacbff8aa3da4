/**
 * Settles when this process is asked to end: Ctrl-C, SIGTERM, a closed terminal, or the end of the npm that started
 * it, which does not pass every signal on.
 */
export function interruption(): Promise<string> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(signal));
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      resolve('the process that started it has ended');
    }, 500);
    watch.unref();
  });
}
