import {at, isObject, listAt, textAt} from '../../json.ts';
import {
  checkNamedText,
  checkOptionalText,
  checkText,
  missing,
  tooLong,
  tooMany,
} from './text-limits.ts';

/** What an `actions` block may hold: https://docs.slack.dev/reference/block-kit/blocks/actions-block */
const inActions = [
  'button',
  'channels_select',
  'checkboxes',
  'conversations_select',
  'datepicker',
  'datetimepicker',
  'external_select',
  'multi_channels_select',
  'multi_conversations_select',
  'multi_external_select',
  'multi_static_select',
  'multi_users_select',
  'overflow',
  'radio_buttons',
  'rich_text_input',
  'static_select',
  'timepicker',
  'users_select',
  'workflow_button',
];

/** What an `input` block asks with: https://docs.slack.dev/reference/block-kit/blocks/input-block */
const inInput = [
  ...inActions.filter(one => !['button', 'overflow', 'workflow_button'].includes(one)),
  'email_text_input',
  'file_input',
  'number_input',
  'plain_text_input',
  'url_text_input',
];

/** What is wrong with the elements of an `actions` block, each by itself. */
export function checkActionElement(element: unknown, pointer: string): readonly string[] {
  const type = textAt(element, 'type');
  return inActions.includes(type) ? checkElement(element, pointer) : unsupported(type, pointer);
}

/** What is wrong with what an `input` block asks with. */
export function checkInputElement(element: unknown, pointer: string): readonly string[] {
  const type = textAt(element, 'type');
  return inInput.includes(type) ? checkElement(element, pointer) : unsupported(type, pointer);
}

/** The limits of an element, wherever it stands; those of elements that nobody here sends are not played. */
export function checkElement(element: unknown, pointer: string): readonly string[] {
  switch (textAt(element, 'type')) {
    case 'plain_text':
    case 'mrkdwn':
      return checkText(element, 3000, pointer);
    case 'button':
      return checkButton(element, pointer);
    case 'static_select':
      return checkStaticSelect(element, pointer);
    case 'plain_text_input':
      return checkPlainTextInput(element, pointer);
    default:
      return tooLong(textAt(element, 'action_id'), 255, `${pointer}/action_id`);
  }
}

/**
 * https://docs.slack.dev/reference/block-kit/block-elements/button-element . Slack makes up an `action_id` where there
 * is none; an app would not know its own button by it, so that here it has to be there.
 */
function checkButton(element: unknown, pointer: string): readonly string[] {
  return [
    ...checkNamedText(element, 'text', 75, pointer),
    ...checkActionId(element, pointer),
    ...tooLong(textAt(element, 'value'), 2000, `${pointer}/value`),
    ...tooLong(textAt(element, 'url'), 3000, `${pointer}/url`),
    ...tooLong(textAt(element, 'accessibility_label'), 75, `${pointer}/accessibility_label`),
    ...checkStyle(element, pointer),
    ...checkConfirm(element, pointer),
  ];
}

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#static_select */
function checkStaticSelect(element: unknown, pointer: string): readonly string[] {
  const options = listAt(element, 'options');
  const initial = at(element, 'initial_option');
  const isOffered = options.some(one => JSON.stringify(one) === JSON.stringify(initial));
  const bare = options.length === 0 && listAt(element, 'option_groups').length === 0;
  return [
    ...checkActionId(element, pointer),
    ...(bare ? missing('options', pointer) : []),
    ...tooMany(options, 100, `${pointer}/options`),
    ...options.flatMap((one, index) => checkOption(one, `${pointer}/options/${index}`)),
    ...(initial === undefined || isOffered
      ? []
      : [`initial_option is none of the options [json-pointer:${pointer}/initial_option]`]),
    ...checkOptionalText(element, 'placeholder', 150, pointer),
    ...checkConfirm(element, pointer),
  ];
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
function checkOption(option: unknown, pointer: string): readonly string[] {
  const value = textAt(option, 'value');
  return [
    ...checkNamedText(option, 'text', 75, pointer),
    ...(value === '' ? missing('value', pointer) : tooLong(value, 150, `${pointer}/value`)),
    ...checkOptionalText(option, 'description', 75, pointer),
  ];
}

/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
function checkPlainTextInput(element: unknown, pointer: string): readonly string[] {
  const least = at(element, 'min_length');
  const most = at(element, 'max_length');
  const initial = textAt(element, 'initial_value');
  return [
    ...checkActionId(element, pointer),
    ...checkWithin(least, 0, `${pointer}/min_length`),
    ...checkWithin(most, 1, `${pointer}/max_length`),
    ...(typeof least === 'number' && typeof most === 'number' && least > most
      ? [`min_length is more than max_length [json-pointer:${pointer}/min_length]`]
      : []),
    ...(typeof most === 'number' ? tooLong(initial, most, `${pointer}/initial_value`) : []),
    ...checkOptionalText(element, 'placeholder', 150, pointer),
  ];
}

/** The most characters that a plain-text input takes. */
export const inputLimit = 3000;

function checkWithin(value: unknown, least: number, pointer: string): readonly string[] {
  if (value === undefined) return [];
  const fits = Number.isInteger(value) && Number(value) >= least && Number(value) <= inputLimit;
  return fits ? [] : [`must be a number from ${least} to ${inputLimit} [json-pointer:${pointer}]`];
}

function checkActionId(element: unknown, pointer: string): readonly string[] {
  const id = textAt(element, 'action_id');
  return id === '' ? missing('action_id', pointer) : tooLong(id, 255, `${pointer}/action_id`);
}

function checkStyle(value: unknown, pointer: string): readonly string[] {
  const style = at(value, 'style');
  return style === undefined || style === 'primary' || style === 'danger'
    ? []
    : [`must be one of primary, danger [json-pointer:${pointer}/style]`];
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
function checkConfirm(element: unknown, pointer: string): readonly string[] {
  const confirm = at(element, 'confirm');
  if (confirm === undefined) return [];
  const here = `${pointer}/confirm`;
  if (!isObject(confirm)) return [`must be an object [json-pointer:${here}]`];
  return [
    ...checkNamedText(confirm, 'title', 100, here),
    ...(confirm['text'] === undefined
      ? missing('text', here)
      : checkText(confirm['text'], 300, `${here}/text`)),
    ...checkNamedText(confirm, 'confirm', 30, here),
    ...checkNamedText(confirm, 'deny', 30, here),
    ...checkStyle(confirm, here),
  ];
}

function unsupported(type: string, pointer: string): readonly string[] {
  return [`unsupported type: ${type} [json-pointer:${pointer}/type]`];
}
