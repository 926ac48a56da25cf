import type {Mutant} from './kind.ts';

/** Guards of what a configuration forbids, and of what a person says yes to. */
export const permission: readonly Mutant[] = [
  guard('core/guard/guard', 'what is excluded is changed', [
    "  if (mode === 'exclude') return stop({kind: 'excluded'});\n",
    '',
  ]),
  guard('core/guard/guard', 'an action that is off is taken', [
    "  if (disabled !== undefined) return stop({kind: 'action-disabled', action: disabled});\n",
    '',
  ]),
  guard('core/guard/guard', 'what is risky is made without a person', [
    "return risks.includes('high') ? {kind: 'risk-high', plan} : undefined;",
    "return risks.length > 99 ? {kind: 'risk-high', plan} : undefined;",
  ]),
  guard('actions/relabel-namespace/action', 'the older label stays and wins', [
    'const labels = {[injectionLabel]: null, [revisionLabel]: revision};',
    'const labels = {[revisionLabel]: revision};',
  ]),
];

function guard(file: string, id: string, [from, to]: readonly [string, string]): Mutant {
  return {id, file: `${file}.ts`, from, to};
}
