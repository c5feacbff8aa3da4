/** `error`: training cannot use such rows · `warning`: look at it · `info`: worth knowing · `fine`: looked at, and good. */
export type CheckLevel = 'error' | 'warning' | 'info' | 'fine';
