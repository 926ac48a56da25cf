import {at, isObject, listAt} from '../../../core/lib/json.ts';
import {objectOf, textsOf} from '../client/answers.ts';
import {readGoogle, type InspectDeps} from '../client/call.ts';
import {orgPolicy} from '../client/api-clients.ts';

/** What an organisation policy lets a project do. */
export type EffectivePolicy =
  | {readonly kind: 'free'}
  /** Enforced, or everything denied. */
  | {readonly kind: 'denied'}
  | {
      readonly kind: 'values';
      /** Absent: everything that is not denied. */
      readonly allowed?: readonly string[];
      readonly denied: readonly string[];
    };

/**
 * The policy that is in force for a project, whatever level it comes from.
 * https://docs.cloud.google.com/resource-manager/docs/reference/orgpolicy/rest/v2/projects.policies/getEffectivePolicy
 * @throws CallError.
 */
export function effectivePolicy(
  deps: InspectDeps,
  project: string,
  constraint: string,
): Promise<EffectivePolicy> {
  const name = `projects/${project}/policies/${constraint}`;
  return readGoogle(
    deps,
    'orgpolicy policies.getEffectivePolicy',
    async options => (await orgPolicy()).projects.policies.getEffectivePolicy({name}, options),
    data => parseRules(listAt(objectOf(data), 'spec', 'rules')),
  );
}

/** A rule under a condition holds for tagged resources only, of which a deployment has none. */
function parseRules(rules: readonly unknown[]): EffectivePolicy {
  const here = rules.filter(one => !isObject(at(one, 'condition')));
  if (here.some(one => at(one, 'enforce') === true || at(one, 'denyAll') === true)) {
    return {kind: 'denied'};
  }
  const allowed = here.flatMap(one => textsOf(one, 'values', 'allowedValues'));
  const denied = here.flatMap(one => textsOf(one, 'values', 'deniedValues'));
  if (allowed.length === 0 && denied.length === 0) return {kind: 'free'};
  const open = allowed.length === 0 || here.some(one => at(one, 'allowAll') === true);
  return {kind: 'values', denied, ...(open ? {} : {allowed})};
}
