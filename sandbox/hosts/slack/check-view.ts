import {isObject, listAt, textAt} from '../../json.ts';
import {checkBlocks} from './blocks.ts';
import {checkNamedText, checkOptionalText, missing, tooLong} from './text-limits.ts';

/** Blocks that stand in messages only: the list of surfaces on each block's own page. */
const notInModals = ['file', 'markdown', 'table'];

/**
 * The limits of a modal: https://docs.slack.dev/reference/views/modal-views
 * @returns what is wrong, in Slack's words; empty when nothing is.
 */
export function checkView(view: unknown): readonly string[] {
  const here = '/view';
  if (!isObject(view)) return [`must be an object [json-pointer:${here}]`];
  const type = textAt(view, 'type');
  const blocks = listAt(view, 'blocks');
  const asks = blocks.findIndex(one => textAt(one, 'type') === 'input');
  const cannotSubmit = asks >= 0 && !isObject(view['submit']);
  return [
    ...(type === '' ? missing('type', here) : []),
    ...(type === '' || type === 'modal'
      ? []
      : [`unsupported type: ${type} [json-pointer:${here}/type]`]),
    ...checkNamedText(view, 'title', 24, here),
    ...checkOptionalText(view, 'submit', 24, here),
    ...checkOptionalText(view, 'close', 24, here),
    ...tooLong(textAt(view, 'callback_id'), 255, `${here}/callback_id`),
    ...tooLong(textAt(view, 'external_id'), 255, `${here}/external_id`),
    ...tooLong(textAt(view, 'private_metadata'), 3000, `${here}/private_metadata`),
    ...(Array.isArray(view['blocks']) ? [] : missing('blocks', here)),
    ...checkBlocks(blocks, `${here}/blocks`, 100),
    ...blocks.flatMap((one, index) =>
      notInModals.includes(textAt(one, 'type'))
        ? [`unsupported type: ${textAt(one, 'type')} [json-pointer:${here}/blocks/${index}/type]`]
        : [],
    ),
    // Its words: https://github.com/slackapi/node-slack-sdk/issues/875
    ...(cannotSubmit
      ? [
          `must define \`submit\` to use \`input\` block [json-pointer:${here}/blocks/${asks}/input]`,
        ]
      : []),
    ...oddFields(view).map(name => `invalid additional property: ${name} [json-pointer:${here}]`),
  ];
}

const fields = [
  'type',
  'title',
  'blocks',
  'close',
  'submit',
  'private_metadata',
  'callback_id',
  'clear_on_close',
  'notify_on_close',
  'external_id',
];

/** Slack takes no field that it does not know: https://github.com/nicklambourne/slackblocks/issues/36 */
function oddFields(view: object): readonly string[] {
  return Object.keys(view).filter(name => !fields.includes(name));
}
