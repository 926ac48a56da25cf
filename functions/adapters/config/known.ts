/** The names that a configuration may use for what the code has. */
export interface Known {
  /** Ids of the runbooks. */
  readonly runbooks: readonly string[];
  /** Ids of the actions. */
  readonly actions: readonly string[];
}
