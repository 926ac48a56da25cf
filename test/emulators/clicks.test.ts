import {describe, it} from 'mocha';
import {bothOrSkip} from '../support/emulator.ts';
import {emulated} from '../support/firestore.ts';
import {type Deployable, startResponder} from '../support/function.ts';
import {repairByClicks} from '../support/clicked-repair.ts';
import {play, type Played} from '../support/world.ts';

const pager = {paging: {pagerDuty: {routingKey: 'k'.repeat(32)}}};
let runs = 0;

describe('a repair that a person clicks, on the emulators of Pub/Sub and Firestore', () => {
  let ground: Awaited<ReturnType<typeof bothOrSkip>>;
  let played: Played;
  let running: readonly Deployable[] = [];
  const open: string[] = [];

  before(async function () {
    ground = await bothOrSkip(this);
  });

  afterEach(async () => {
    for (const name of open.splice(0)) await ground.pubsub.call('DELETE', name, undefined);
    await Promise.all(running.map(one => one.stop()));
    await played.close();
  });

  for (const service of ['slack', 'google-chat'] as const) {
    it(`goes from the entry to the click to the pager’s end: ${service}`, async () => {
      runs += 1;
      const {pubsub, firestore} = ground;
      const name = `clicks-${process.pid}-${runs}`;
      const topic = (of: string) => `projects/shop-prod/topics/${name}-${of}`;
      played = await play({scenario: 'data-plane/needs-attention'}, pager);
      const {sandbox, files} = played;
      const {interact: own, ...rest} = sandbox.people.config();
      const {slack, ...others} = own;
      const config = await files.write('clicks.json', {
        ...rest,
        ...pager,
        chat:
          service === 'slack'
            ? {slack: {botToken: 'xoxb-sandbox', channel: 'C0SANDBOX'}}
            : {googleChat: {space: 'spaces/AAAASANDBOX'}},
        interact: service === 'slack' ? {...others, slack} : others,
        store: {firestore: {project: name}},
        workTopic: topic('work'),
      });
      const env = {
        ...played.env,
        MESH_RESPONDER_CONFIG: config,
        PUBSUB_EMULATOR_HOST: pubsub.host,
        FIRESTORE_EMULATOR_HOST: firestore,
      };
      const {intake, respond, interact} = await startResponder(env);
      running = [intake, respond, interact];
      for (const [of, to] of [
        ['entries', intake],
        ['work', respond],
      ] as const) {
        const subscription = `projects/shop-prod/subscriptions/${name}-${of}`;
        await pubsub.call('PUT', topic(of), {});
        await pubsub.call('PUT', subscription, {
          topic: topic(of),
          pushConfig: {pushEndpoint: to.url},
          ackDeadlineSeconds: 10,
          retryPolicy: {minimumBackoff: '0.1s', maximumBackoff: '0.5s'},
        });
        open.push(subscription);
      }
      const publish = (of: string, values: readonly unknown[]) =>
        pubsub.call('POST', `${topic(of)}:publish`, {
          messages: values.map(value => ({
            data: Buffer.from(JSON.stringify(value)).toString('base64'),
          })),
        });
      await publish('entries', sandbox.entries());
      const store = emulated(firestore, name);
      await repairByClicks({
        ...{sandbox, service, to: interact.url},
        sweep: () => publish('work', [{sweep: true}]),
        incidents: () => store.all(),
      });
    });
  }
});
