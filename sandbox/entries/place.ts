/** A cluster as log entries name it, with the fleet that its mesh belongs to. */
export interface Place {
  readonly project: string;
  readonly location: string;
  readonly cluster: string;
  /** Project number of the fleet host. */
  readonly fleetNumber: string;
}
