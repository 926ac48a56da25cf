import {type Deployable, startResponder} from '../support/function.ts';
import {repairByClicks} from '../support/clicked-repair.ts';
import {play, type Played} from '../support/world.ts';

const pager = {paging: {pagerDuty: {routingKey: 'k'.repeat(32)}}};

describe('a repair that a person clicks', function () {
  this.timeout(60_000);
  let played: Played;
  let running: readonly Deployable[] = [];
  afterEach(async () => {
    await Promise.all(running.map(one => one.stop()));
    await played.close();
  });

  // She is in this one, read by respond from Cloud Identity, and named nowhere else.
  const byGroup = [{groups: ['mesh-oncall@shop.example']}];
  for (const [name, service, form, approvers] of [
    ['Slack', 'slack', undefined, undefined],
    ['Google Chat, an add-on', 'google-chat', 'addon', undefined],
    ['Google Chat, with interaction events', 'google-chat', 'interaction', undefined],
    ['Google Chat, by a Google group', 'google-chat', 'addon', byGroup],
  ] as const) {
    it(`is made once, and everybody is told: ${name}`, async () => {
      played = await play({scenario: 'data-plane/needs-attention'}, pager);
      const {sandbox, files} = played;
      const chat =
        service === 'slack'
          ? {slack: {botToken: 'xoxb-sandbox', channel: 'C0SANDBOX'}}
          : {googleChat: {space: 'spaces/AAAASANDBOX'}};
      const {interact: own, ...rest} = sandbox.people.config();
      const {slack, ...others} = own;
      const config = await files.write('clicks.json', {
        ...rest,
        ...pager,
        chat,
        ...(approvers && {approvers}),
        interact: service === 'slack' ? {...others, slack} : others,
        store: {sqlite: {path: played.store}},
        workTopic: 'projects/shop-ops/topics/work',
      });
      const env = {...played.env, MESH_RESPONDER_CONFIG: config};
      const {intake, respond, interact} = await startResponder(env);
      running = [intake, respond, interact];
      for (const entry of sandbox.entries()) await intake.push(entry);
      await repairByClicks({
        ...{sandbox, service},
        ...(form && {form}),
        to: interact.url,
        sweep: () => respond.push({sweep: true}),
        incidents: () => played.incidents(),
      });
    });
  }
});
