import {isObject, listAt, textAt} from '../core/lib/json.ts';
import type {Grant} from '../core/planned/change.ts';
import {absent, known, type Planned, unknown} from '../core/planned/value.ts';

/**
 * The grants of a whole allow policy, which plans carry as a JSON text. A text that is no policy says nothing:
 * it is unknown.
 */
export function policyGrants(data: Planned<string>): Planned<readonly Grant[]> {
  if (data.kind !== 'known') return data.kind === 'absent' ? known([]) : unknown;
  const policy = parsed(data.value);
  if (!isObject(policy)) return unknown;
  const {secret} = data;
  const grants = listAt(policy, 'bindings').map((one): Grant => {
    const role = textAt(one, 'role');
    return {
      role: role === undefined ? absent : known(role, secret),
      members: known(
        listAt(one, 'members').flatMap(member =>
          typeof member === 'string' ? [known(member, secret)] : [],
        ),
      ),
      conditional: known(isObject(one) && isObject(one['condition'])),
    };
  });
  return known(grants, secret);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
