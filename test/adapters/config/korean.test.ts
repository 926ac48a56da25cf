import assert from 'node:assert/strict';
import {inKorean} from '../../../functions/adapters/config/allowed-ko.ts';
import {ConfigError} from '../../../functions/adapters/config/config-error.ts';
import {configSchema} from '../../../functions/adapters/config/schema.ts';
import {validate} from '../../../functions/adapters/config/validate.ts';

const hangul = /\p{Script=Hangul}/u;
/** What only lists words or keys is the same in every language. */
const words = /^[\w-]+(?:, [\w-]+)*$/;

/** Every value of a kind that no field takes, below each field that the schema has. */
function* documents(): Generator {
  const wrong = [null, '', 'x y', -1, 1.5, true, [], [{}], ['A b'], {}, {no: 1}, {env: 1}];
  const keys = Object.keys(configSchema.shape);
  for (const value of wrong) {
    for (const key of keys) yield {[key]: value};
    for (const key of ['id', 'number', 'fleet', 'locations', 'clusters'])
      yield {projects: [{[key]: value}]};
    for (const key of ['runbook', 'project', 'mode']) yield {rules: [{[key]: value}]};
    const window = ['runbook', 'project', 'location', 'cluster', 'reason', 'from', 'until'];
    for (const key of [...window, 'days', 'for', 'timeZone']) yield {silences: [{[key]: value}]};
    for (const key of ['slack', 'googleChat']) yield {chat: {[key]: value}};
    for (const key of ['webhook', 'space']) yield {chat: {googleChat: {[key]: value}}};
    for (const key of ['webhook', 'botToken', 'channel']) yield {chat: {slack: {[key]: value}}};
    for (const key of ['timeZone', 'docsUrl', 'config', 'identity'])
      yield {messages: {[key]: value}};
    for (const key of ['sqlite', 'firestore']) yield {store: {[key]: value}};
    for (const key of ['project', 'database', 'guardDatabase'])
      yield {store: {firestore: {[key]: value}}};
    yield {store: {sqlite: {path: value}}};
    for (const key of ['repairsPerHour', 'messagesPerMinute']) yield {budgets: {[key]: value}};
    yield {heartbeat: {minutes: value}};
  }
}

describe('the faults of a configuration', () => {
  it('say in Korean what is allowed, whatever is wrong', () => {
    const missing = new Set<string>();
    for (const document of documents()) {
      for (const {code, message} of configSchema.safeParse(document).error?.issues ?? []) {
        const text = message.replace(/^allowed: /, '');
        if (code === 'custom' || words.test(text) || hangul.test(inKorean(text))) continue;
        missing.add(text);
      }
    }
    assert.deepEqual([...missing], []);
  });

  it('are told whole in both languages', async () => {
    const text = 'projects: [{id: Shop, number: 0}]\nmode: atuo\nchat: {slack: {channel: C1}}\n';
    await assert.rejects(validate(text, 'r.yaml'), (error: unknown) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.words.ko, /^구성 r\.yaml: 오류 4개\./);
      assert.match(
        error.words.ko,
        /mode: 입력값: "atuo"\. 허용: observe, approve, auto\. 이것을 찾으셨나요\? auto/,
      );
      for (const {problem} of error.faults) assert.match(problem.ko, hangul);
      return true;
    });
  });
});
