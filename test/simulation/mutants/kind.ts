/** One guard of the real code taken out. */
export interface Mutant {
  /** What is missing then. */
  readonly id: string;
  /** Under functions/. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** The spec that must fail then, where no history of the simulation can; absent: the simulation must. */
  readonly by?: string;
}
