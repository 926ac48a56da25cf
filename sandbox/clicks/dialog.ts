import {plain} from '../chat-text.ts';
import type {SlackView} from '../chat.ts';
import {at, listAt, textAt} from '../json.ts';
import type {Service} from './send.ts';

/** A field of a dialog, as a person sees it. */
export interface DialogField {
  /** What the app calls it: in Slack the block's id and the action's, as `BLOCK/ACTION`. */
  readonly name: string;
  readonly label: string;
  readonly kind: 'choice' | 'text';
  readonly optional: boolean;
  /** What may be chosen; absent for a text. */
  readonly options?: readonly {readonly label: string; readonly value: string}[];
  /** What stands in it from the start; empty when nothing does. */
  readonly value: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A window of one person, in words. */
export interface Dialog {
  readonly id: string;
  readonly service: Service;
  readonly title: string;
  readonly texts: readonly string[];
  /** What is shown as code. */
  readonly commands: readonly string[];
  readonly fields: readonly DialogField[];
  /** In the order in which a person reads them: what confirms first, what closes last. */
  readonly buttons: readonly string[];
  /** False: it only tells. */
  readonly asks: boolean;
}

/** A modal of Slack in words. */
export function slackDialog({id, now: {body}}: SlackView): Dialog {
  const blocks = listAt(body, 'blocks');
  const parts = blocks.flatMap(partsOf);
  const submit = textAt(body, 'submit', 'text');
  // What Slack writes on the button where the app does not say: "Close".
  const close = textAt(body, 'close', 'text') || 'Close';
  return {
    id,
    service: 'slack',
    title: textAt(body, 'title', 'text'),
    texts: parts.flatMap(one => (one.isCode ? [] : [one.text])),
    commands: parts.flatMap(one => (one.isCode ? [one.text] : [])),
    fields: blocks.filter(one => textAt(one, 'type') === 'input').map(fieldOf),
    buttons: [...(submit === '' ? [] : [submit]), close],
    asks: submit !== '',
  };
}

interface Part {
  readonly text: string;
  readonly isCode: boolean;
}

function partsOf(block: unknown): readonly Part[] {
  switch (textAt(block, 'type')) {
    case 'header':
    case 'section':
      return [at(block, 'text'), ...listAt(block, 'fields')].flatMap(textParts);
    case 'context':
      return listAt(block, 'elements').flatMap(textParts);
    case 'rich_text':
      return listAt(block, 'elements').flatMap(richParts);
    default:
      return [];
  }
}

/** Code stands between three backquotes: https://docs.slack.dev/messaging/formatting-message-text */
function textParts(text: unknown): readonly Part[] {
  const value = textAt(text, 'text');
  const pieces = textAt(text, 'type') === 'mrkdwn' ? value.split('```') : [value];
  return pieces.flatMap((piece, index) => {
    const said = plain(piece).trim();
    return said === '' ? [] : [{text: said, isCode: index % 2 === 1}];
  });
}

function richParts(element: unknown): readonly Part[] {
  const type = textAt(element, 'type');
  if (type === 'rich_text_list') return listAt(element, 'elements').flatMap(richParts);
  const text = listAt(element, 'elements')
    .map(one => textAt(one, 'text') || textAt(one, 'url'))
    .join('')
    .trim();
  return text === '' ? [] : [{text, isCode: type === 'rich_text_preformatted'}];
}

function fieldOf(block: unknown): DialogField {
  const element = at(block, 'element');
  const options = listAt(element, 'options').map(one => ({
    label: textAt(one, 'text', 'text'),
    value: textAt(one, 'value'),
  }));
  const least = at(element, 'min_length');
  const most = at(element, 'max_length');
  return {
    name: `${textAt(block, 'block_id')}/${textAt(element, 'action_id')}`,
    label: textAt(block, 'label', 'text'),
    kind: options.length > 0 ? 'choice' : 'text',
    optional: at(block, 'optional') === true,
    ...(options.length > 0 && {options}),
    value: textAt(element, 'initial_option', 'value') || textAt(element, 'initial_value'),
    ...(typeof least === 'number' && {minLength: least}),
    ...(typeof most === 'number' && {maxLength: most}),
  };
}

/** What a person has put into the fields, by the fields' names. */
export type Filled = Readonly<Record<string, string>>;

/**
 * Fills in a dialog: fields are called by their names, a part of them or their labels, and what is chosen by its value
 * or its label.
 * @throws Error that says which fields, or choices, there are.
 */
export function fill({fields}: Dialog, given: Filled): Filled {
  const filled = new Map(fields.map(one => [one.name, one.value]));
  for (const [called, value] of Object.entries(given)) {
    const field = fields.find(one => namesOf(one).includes(called.toLowerCase()));
    if (field === undefined) {
      const known = fields.map(one => `${one.name} (${one.label})`).join(', ');
      throw new Error(`the dialog has no field '${called}'; it has ${known || 'none'}`);
    }
    filled.set(field.name, chosen(field, value));
  }
  return Object.fromEntries(filled);
}

function namesOf({name, label}: DialogField): readonly string[] {
  return [name, ...name.split('/'), label].map(one => one.toLowerCase());
}

function chosen({label, options}: DialogField, value: string): string {
  if (options === undefined) return value;
  const found = options.find(one => one.value === value || one.label === value);
  if (found !== undefined) return found.value;
  const known = options.map(one => `${one.value} (${one.label})`).join(', ');
  throw new Error(`'${value}' cannot be chosen for '${label}'; there are ${known}`);
}

/** What the service itself says of a form before it sends it, by field; empty when it sends it. */
export function incomplete({fields}: Dialog, filled: Filled): Readonly<Record<string, string>> {
  const faults = fields.flatMap(
    ({name, optional, minLength = 0, maxLength}): [string, string][] => {
      const {length} = filled[name] ?? '';
      if (length === 0) return optional ? [] : [[name, 'Please complete this required field.']];
      if (length < minLength) return [[name, `At least ${minLength} characters.`]];
      return maxLength !== undefined && length > maxLength
        ? [[name, `At most ${maxLength} characters.`]]
        : [];
    },
  );
  return Object.fromEntries(faults);
}
