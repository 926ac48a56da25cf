/**
 * One value of a plan: known before it is applied, not there, or known only after. A secret one is decided
 * on and never shown.
 */
export type Planned<T> = Known<T> | {readonly kind: 'absent'} | {readonly kind: 'unknown'};

/** A value that the plan has. */
export interface Known<T> {
  readonly kind: 'known';
  readonly value: T;
  /** The plan masks it: it must not be shown. */
  readonly secret: boolean;
}

export const absent = {kind: 'absent'} as const;
export const unknown = {kind: 'unknown'} as const;

/** A value that is known and no secret. */
export function known<T>(value: T, secret = false): Known<T> {
  return {kind: 'known', value, secret};
}

/** The same kind of value, made of what is known; undefined becomes absent. */
export function mapped<T, U>(value: Planned<T>, make: (value: T) => U | undefined): Planned<U> {
  if (value.kind !== 'known') return value;
  const made = make(value.value);
  return made === undefined ? absent : known(made, value.secret);
}

/** What is known, or undefined; for decisions only. */
export function valueOf<T>(
  value: Planned<T> | {readonly kind: 'default'} | undefined,
): T | undefined {
  return value?.kind === 'known' ? value.value : undefined;
}

/** A name as people may see it. */
export function shown(value: Planned<string> | undefined): string {
  if (value === undefined || value.kind === 'absent') return '-';
  if (value.kind === 'unknown') return '(known after apply)';
  return value.secret ? '(sensitive value)' : value.value;
}
