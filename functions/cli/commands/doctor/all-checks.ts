import {actionChecks} from './checks/actions.ts';
import {apiChecks} from './checks/apis.ts';
import {chatChecks} from './checks/chat.ts';
import {clockChecks} from './checks/clock.ts';
import {fleetChecks} from './checks/fleets.ts';
import {functionChecks} from './checks/functions.ts';
import {grantChecks} from './checks/grants.ts';
import {identityChecks} from './checks/identity.ts';
import {organisationChecks} from './checks/organisation.ts';
import {permissionChecks} from './checks/permissions.ts';
import {projectChecks} from './checks/projects.ts';
import {queueChecks} from './checks/queues.ts';
import {quotaChecks} from './checks/quotas.ts';
import {sinkChecks} from './checks/sinks.ts';
import {storeChecks} from './checks/store.ts';
import type {Ground} from './doctor-context.ts';
import type {Check} from './check.ts';

/** Everything that doctor looks at, in the order in which it is told. */
export function allChecks(ground: Ground): readonly Check[] {
  return [
    ...clockChecks(),
    ...identityChecks(ground),
    ...projectChecks(ground),
    ...apiChecks(ground),
    ...actionChecks(ground),
    ...permissionChecks(ground),
    ...grantChecks(ground),
    ...organisationChecks(ground),
    ...sinkChecks(ground),
    ...queueChecks(ground),
    ...functionChecks(ground),
    ...storeChecks(ground),
    ...fleetChecks(ground),
    ...chatChecks(ground),
    ...quotaChecks(ground),
  ];
}
