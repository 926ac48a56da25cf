import assert from 'node:assert/strict';
import {StoreError} from '../../../functions/core/lib/error.ts';
import type {Store} from '../../../functions/core/ports/ports.ts';
import {factsLimit} from '../../../functions/core/looks/look-page.ts';
import {sqliteStore} from '../../../functions/adapters/store/sqlite/sqlite-store.ts';
import {factsOf} from '../../../functions/engine/lib/looks/look-recording.ts';
import {advance} from '../../../functions/engine/remediate/advance.ts';
import {serviceAgentRole} from '../../../functions/mesh/service-agent.ts';
import {opened} from '../../support/drive.ts';
import {gatewayEntry, unboundEntry} from '../../support/entries.ts';
import {fleet, rig, type Rig, shop} from '../../support/fakes.ts';
import {keptLooks} from '../../support/looks.ts';

/** An API that is off, in a world with people in its policy. */
async function broken(parts: Partial<Store> = {}): Promise<Rig> {
  const store: Store = {...(await sqliteStore()), ...parts};
  const made = await rig('auto', {store});
  made.world.disable(fleet.id);
  return made;
}

const sign = gatewayEntry();

async function played(made: Rig) {
  const {id} = await opened(made.deps, sign);
  await advance(made.deps, id);
  const incident = await made.deps.store.read(id);
  return {...incident, lease: undefined};
}

const refused = () => Promise.reject(new StoreError('the disk is full'));

describe('what a look rested on', () => {
  it('is kept behind the first message', async () => {
    const order: string[] = [];
    const memory = await sqliteStore();
    const made = await broken({
      keepLookPage(page) {
        order.push('kept');
        return memory.keepLookPage(page);
      },
      lookPage: (...asked) => memory.lookPage(...asked),
    });
    const {chat} = made;
    const deliver = chat.deliver.bind(chat);
    chat.deliver = (message, earlier) => {
      order.push('told');
      return deliver(message, earlier);
    };
    await played(made);
    assert.equal(order[0], 'told');
    assert.ok(order.includes('kept'), order.join());
    assert.equal(order.lastIndexOf('told') < order.indexOf('kept'), true, order.join());
  });

  for (const verb of ['lookPage', 'keepLookPage'] as const) {
    it(`changes nothing of the incident where it cannot be kept (${verb})`, async () => {
      const [well, failing] = [await broken(), await broken({[verb]: refused})];
      assert.deepEqual(await played(failing), await played(well));
      assert.deepEqual(failing.world.calls, well.world.calls);
      assert.deepEqual(failing.chat.messages, well.chat.messages);
      assert.ok(
        failing.log.lines.some(one => one.startsWith('warn: what looks rested on could not')),
      );
    });
  }

  it('is left out where others write the page all the time', async () => {
    const made = await broken({keepLookPage: () => Promise.resolve('stale')});
    await played(made);
    assert.equal(made.store.count['keepLookPage'], 3);
  });

  it('holds no person and no annotation, and of a policy the agents of the mesh’s role alone', async () => {
    const made = await rig('auto');
    const {world, deps} = made;
    const people = ['user:kim@harbor.example', 'group:sre@harbor.example'];
    for (const {id} of [fleet, shop]) {
      world.unbind(id);
      world.edit(id, policy => ({
        ...policy,
        bindings: [
          {role: 'roles/owner', members: people},
          {role: serviceAgentRole, members: people},
        ],
      }));
    }
    const {id} = await opened(deps, unboundEntry());
    await advance(deps, id);
    const looks = await keptLooks(deps);
    const text = JSON.stringify(looks);
    assert.ok(text.includes('"policy"'), text);
    assert.doesNotMatch(text, /kim@|sre@|roles\/owner/);
  });

  it('is not kept where it is too much, and that is said', () => {
    const read = (length: number) => ({
      verb: 'mesh',
      args: ['harbor-fleet'],
      got: {kind: 'answer' as const, answer: {description: 'x'.repeat(length)}},
    });
    assert.equal(factsOf([read(factsLimit / 2)]).kind, 'kept');
    assert.equal(factsOf([read(factsLimit + 1)]).kind, 'too-large');
    assert.equal(factsOf([read(factsLimit / 2), read(factsLimit / 2)]).kind, 'too-large');
  });
});
