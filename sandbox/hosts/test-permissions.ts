import type {cloudresourcemanager_v1} from 'googleapis/build/src/apis/cloudresourcemanager/v1.js';
import {ok, type Answer, type Shown} from '../http/answer.ts';
import type {Call} from '../http/call.ts';
import {listAt} from '../json.ts';
import type {Binding, World} from '../world/world.ts';

/**
 * testIamPermissions: of the asked permissions those that the caller holds by a policy. Custom roles
 * are those of the inventory, owner and editor hold everything. Whoever does not say as whom he calls
 * may do everything, as in every other call of the sandbox.
 */
export function testPermissions(
  world: World,
  bindings: readonly Binding[],
  {account, body}: Pick<Call, 'account' | 'body'>,
): Answer {
  const asked = listAt(body, 'permissions').filter(one => typeof one === 'string');
  if (account === undefined) return answer(asked);
  const roles = bindings
    .filter(one => one.members.includes(`serviceAccount:${account}`))
    .map(one => one.role);
  const all = roles.some(one => one === 'roles/owner' || one === 'roles/editor');
  const held = new Set(
    roles.flatMap(role =>
      listAt(world.inventory.get(`iam.googleapis.com/${role}`), 'includedPermissions'),
    ),
  );
  const permissions = asked.filter(one => all || held.has(one));
  return answer(permissions);
}

/** An empty list is left out. */
function answer(permissions: readonly string[]): Answer {
  const body: Shown<cloudresourcemanager_v1.Schema$TestIamPermissionsResponse> =
    permissions.length === 0 ? {} : {permissions};
  return ok(body);
}
