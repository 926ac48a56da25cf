import type {PlannedPlace} from '../../core/contract/danger.ts';
import type {PlannedChange, ServiceSide} from '../../core/planned/change.ts';
import {known, type Planned, valueOf} from '../../core/planned/value.ts';

/** An API that a plan turns off, or may; `with` is what it is a dependent of. */
export interface TurnedOff {
  readonly at: PlannedPlace;
  /** Absent where only the apply will tell which APIs. */
  readonly service: Planned<string>;
  readonly certain: boolean;
  /** The API whose dependents go off with it. */
  readonly dependentsOf?: Planned<string>;
}

/** The APIs that a change turns off. */
export function turnedOffBy(change: PlannedChange): readonly TurnedOff[] {
  if (change.kind !== 'service' || !change.changes || change.before === undefined) return [];
  const {before, after, replaced} = change;
  const off = before.offOnDestroy;
  if (valueOf(off) === false) return [];
  const at = {project: before.project};
  const stays = valueOf(after?.services) ?? [];
  const isMoved = valueOf(after?.project) !== valueOf(before.project);
  const gone = (valueOf(before.services) ?? []).filter(
    one => after === undefined || isMoved || replaced !== 'no' || !stays.includes(one),
  );
  const secret = before.services.kind === 'known' && before.services.secret;
  return gone.flatMap((name): TurnedOff[] => {
    const service = known(name, secret);
    const certain = off.kind === 'known';
    const own: TurnedOff = {at, service, certain};
    return valueOf(before.dependents) === true ? [own, {...own, dependentsOf: service}] : [own];
  });
}

/** The APIs that a change turns on, or keeps on from now on. */
export function turnedOnBy(change: PlannedChange): readonly TurnedOff[] {
  if (change.kind !== 'service' || !change.changes || change.after === undefined) return [];
  const had = valueOf(change.before?.services) ?? [];
  return (valueOf(change.after.services) ?? [])
    .filter(one => !had.includes(one))
    .map(one => ({at: {project: side(change.after).project}, service: known(one), certain: true}));
}

function side(one: ServiceSide | undefined): Pick<ServiceSide, 'project'> {
  return one ?? {project: {kind: 'absent'}};
}
