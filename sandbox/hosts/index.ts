import {googleError, plain, type Answer} from '../http/answer.ts';
import type {Call, Route} from '../http/call.ts';
import {failure, type HostKey} from '../http/fault.ts';
import {failGateway, routeGateway} from '../kubernetes/gateway.ts';
import {routeCerts} from './certs.ts';
import {routeCloudIdentity} from './cloudidentity.ts';
import {clusterBusy, routeContainer} from './container/container.ts';
import {routeGkeHub} from './gkehub.ts';
import {routeGoogleChat} from './googlechat/googlechat.ts';
import {
  routeCompute,
  routeCredentials,
  routeFirestore,
  routeFunctions,
  routeIam,
  routeOAuth,
  routeOrgPolicy,
  routeScheduler,
} from './inventory.ts';
import {routeLogging} from './logging.ts';
import {routePubSub} from './pubsub.ts';
import {routeResourceManager} from './resourcemanager.ts';
import {activationBusy, enableDenied, namedServices, routeServiceUsage} from './serviceusage.ts';
import {routeSlack} from './slack/slack.ts';
import {refusePage, routePagerDuty} from './pagerduty.ts';
import {receiverHost, routeReceiver} from './receiver.ts';
import {refuse} from './slack/message.ts';
import {routeSlackWebhook} from './slack/webhook.ts';

/** One host that the sandbox plays. */
export interface Host {
  readonly key: HostKey;
  /** The service that must be on in the project that is called; by default the host's own name. */
  readonly service?: string;
  /** What the call is, or undefined when the host has no such method. */
  readonly route: (call: Call) => Route | undefined;
  /** How the host words a failure with this HTTP status. */
  readonly fail: (status: number, verb: string, call: Call) => Answer;
  /** How the host refuses a change while another one of the same thing is under way. */
  readonly busy?: (call: Call) => Answer;
  /** How the host answers a body that is no JSON. */
  readonly junk: Answer;
}

const badJson = googleError(400, 'Invalid JSON payload received. Unexpected token.');

function google(key: HostKey, route: Host['route']): Host {
  return {key, route, fail: failure, junk: badJson};
}

function failServiceUsage(status: number, verb: string, call: Call): Answer {
  const enables = verb === 'enable' || verb === 'batchEnable';
  return status === 403 && enables ? enableDenied(namedServices(call)) : failure(status);
}

function failSlack(status: number): Answer {
  return {...refuse(status === 429 ? 'ratelimited' : 'internal_error'), status};
}

function failWebhook(status: number): Answer {
  return plain(status, status === 429 ? 'rate_limited' : 'rollup_error');
}

/** The hosts, by name. */
export const hosts: ReadonlyMap<string, Host> = new Map<string, Host>([
  [
    'serviceusage.googleapis.com',
    {
      key: 'serviceusage',
      route: routeServiceUsage,
      fail: failServiceUsage,
      busy: call => activationBusy(call.path.split('/')[3] ?? '', namedServices(call)),
      junk: badJson,
    },
  ],
  ['cloudresourcemanager.googleapis.com', google('cloudresourcemanager', routeResourceManager)],
  ['gkehub.googleapis.com', google('gkehub', routeGkeHub)],
  [
    'container.googleapis.com',
    {...google('container', routeContainer), busy: () => clusterBusy('operation-1-1')},
  ],
  [
    'connectgateway.googleapis.com',
    {
      key: 'connectgateway',
      // One API, whatever the region (gcloud, command_lib/container/fleet/gateway.py).
      service: 'connectgateway.googleapis.com',
      route: routeGateway,
      fail: failGateway,
      junk: badJson,
    },
  ],
  ['logging.googleapis.com', google('logging', routeLogging)],
  ['pubsub.googleapis.com', google('pubsub', routePubSub)],
  ['chat.googleapis.com', google('chat', routeGoogleChat)],
  ['compute.googleapis.com', google('compute', routeCompute)],
  ['orgpolicy.googleapis.com', google('orgpolicy', routeOrgPolicy)],
  ['firestore.googleapis.com', google('firestore', routeFirestore)],
  ['cloudfunctions.googleapis.com', google('cloudfunctions', routeFunctions)],
  ['cloudscheduler.googleapis.com', google('cloudscheduler', routeScheduler)],
  ['iam.googleapis.com', google('iam', routeIam)],
  ['iamcredentials.googleapis.com', google('iamcredentials', routeCredentials)],
  ['oauth2.googleapis.com', google('oauth', routeOAuth)],
  ['www.googleapis.com', google('certs', routeCerts)],
  ['cloudidentity.googleapis.com', google('cloudidentity', routeCloudIdentity)],
  ['slack.com', {key: 'slack', route: routeSlack, fail: failSlack, junk: refuse('invalid_json')}],
  [
    'hooks.slack.com',
    {
      key: 'slack',
      route: routeSlackWebhook,
      fail: failWebhook,
      junk: plain(400, 'invalid_payload'),
    },
  ],
  ...['events.pagerduty.com', 'events.eu.pagerduty.com'].map((name): [string, Host] => [
    name,
    {
      key: 'pagerduty',
      route: routePagerDuty,
      fail: status => refusePage(status, 'It failed on purpose'),
      junk: refusePage(400, 'The event is no JSON'),
    },
  ]),
  [
    receiverHost,
    {
      key: 'receiver',
      route: routeReceiver,
      fail: status => plain(status, 'It failed on purpose'),
      junk: plain(400, 'The event is no JSON'),
    },
  ],
]);

/** The host of this name; every location has one of its own for the Connect Gateway. */
export function findHost(name: string): Host | undefined {
  const regional = /^[a-z0-9-]{1,60}-(connectgateway\.googleapis\.com)$/.exec(name);
  return hosts.get(regional?.[1] ?? name);
}
