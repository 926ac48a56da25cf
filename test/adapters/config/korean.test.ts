import assert from 'node:assert/strict';
import {inKorean} from '../../../functions/adapters/config/allowed-ko.ts';
import {ConfigError} from '../../../functions/adapters/config/config-error.ts';
import {configSchema} from '../../../functions/adapters/config/schema.ts';
import {validate} from '../../../functions/adapters/config/validate.ts';
import {configurationSchema} from '../../../tools/docs/configuration.ts';

const hangul = /\p{Script=Hangul}/u;
/** What only lists words or keys is the same in every language. */
const words = /^[\w-]+(?:, [\w-]+)*$/;

/** As much of a JSON schema as the configuration's is written in. */
interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly additionalProperties?: Node | boolean;
}

/** Values that a field may not take. */
const wrong = [
  null,
  '',
  'x y',
  -1,
  1.5,
  true,
  [],
  [{}],
  ['A b'],
  {},
  {no: 1},
  {env: 1},
  {'A b': 'x'},
];

/** Every value of a kind that no field takes, at each field that the schema has, at any depth. */
function* documents(node: Node, whole: (part: unknown) => unknown): Generator {
  for (const value of wrong) yield whole(value);
  for (const [name, field] of Object.entries(node.properties ?? {})) {
    yield* documents(field, part => whole({[name]: part}));
  }
  if (node.items !== undefined) yield* documents(node.items, part => whole([part]));
  for (const one of node.anyOf ?? []) yield* documents(one, whole);
  const {additionalProperties: values} = node;
  if (typeof values === 'object') yield* documents(values, part => whole({name: part}));
}

describe('the faults of a configuration', () => {
  it('say in Korean what is allowed, whatever is wrong', () => {
    const missing = new Set<string>();
    for (const document of documents(configurationSchema() as Node, part => part)) {
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
