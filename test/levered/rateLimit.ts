const windowMs = 60_000;

/** Counts requests in a sliding window of 60 seconds, as the service does for each address. */
export class RateLimit {
  readonly #perMinute: number;
  #times: number[] = [];

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Takes one request, or says after how many whole seconds the next is taken. */
  take(now: number): { readonly kind: 'taken' } | { readonly kind: 'refused'; readonly retryAfter: number } {
    this.#times = this.#times.filter(time => time > now - windowMs);
    const oldest = this.#times[this.#times.length - this.#perMinute];
    if (oldest !== undefined) {
      return { kind: 'refused', retryAfter: Math.max(1, Math.ceil((oldest + windowMs - now) / 1000)) };
    }
    this.#times.push(now);
    return { kind: 'taken' };
  }
}
