/** What the person chose for one entry of a plan. */
export interface Choice {
  readonly key: string;
  /** With a replace: delete the old metric once the new one is in the file. Otherwise it is kept, as superseded. */
  readonly deleteOld?: boolean;
  /** With a conflict or an outdated file: the file wins over what the plan showed of the organization. */
  readonly takeMine?: boolean;
  /** The environment that the file's single id belongs to, where only the person knows. */
  readonly idBelongsTo?: string;
}
