/** A person's word that an incident is theirs. */
export interface Ownership {
  /** Who: the e-mail that Google gives the caller, else `unverified: NAME`; shown, and it permits nothing. */
  readonly by: string;
  /** When it was said, epoch ms. */
  readonly at: number;
  /** The run of the incident that it is for. */
  readonly run: number;
}

/** Who has taken this run of an incident; undefined: nobody has. */
export function ownerOf({
  work: {owner, run},
}: {
  readonly work: {readonly owner?: Ownership; readonly run: number};
}): Ownership | undefined {
  return owner?.run === run ? owner : undefined;
}
