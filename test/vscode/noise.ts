/** What VS Code's server build says in every run: its native parts are not built, and its gallery is out of reach. */
const noise = [
  /Could not locate the bindings file/,
  /build\/Release\/watchdog/,
  /Failed to load resource/,
  /A bad HTTP response code \(404\)/,
  /\[Service Worker\] registration/,
  /ENOTFOUND|ERR_NAME_NOT_RESOLVED|ERR_INTERNET_DISCONNECTED/,
];

/** Whether a line of a console says nothing about the run in which it was written. */
export function isNoise(text: string): boolean {
  return noise.some(pattern => pattern.test(text));
}
