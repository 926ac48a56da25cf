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
import type {DoctorContext} from './doctor-context.ts';
import type {Check} from './check.ts';

/** Every check, in the order in which doctor shows them. */
export function allChecks(context: DoctorContext): readonly Check[] {
  return [
    ...clockChecks(),
    ...identityChecks(context),
    ...projectChecks(context),
    ...apiChecks(context),
    ...actionChecks(context),
    ...permissionChecks(context),
    ...grantChecks(context),
    ...organisationChecks(context),
    ...sinkChecks(context),
    ...queueChecks(context),
    ...functionChecks(context),
    ...storeChecks(context),
    ...fleetChecks(context),
    ...chatChecks(context),
    ...quotaChecks(context),
  ];
}
