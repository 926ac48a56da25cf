import {at, isObject, listAt, textAt} from '../../json.ts';
import {checkActionElement, checkElement, checkInputElement} from './elements.ts';
import {
  checkNamedText,
  checkOptionalText,
  checkText,
  missing,
  tooLong,
  tooMany,
  twice,
} from './text-limits.ts';

/** Block types that a message may carry. */
const types = new Set([
  'actions',
  'context',
  'divider',
  'file',
  'header',
  'image',
  'input',
  'markdown',
  'rich_text',
  'section',
  'table',
  'video',
]);

/**
 * The limits of Block Kit: https://docs.slack.dev/reference/block-kit/blocks. Lengths are counted in
 * UTF-16 units, which never lets more through than counting characters would.
 * @returns what is wrong, in Slack's words; empty when nothing is.
 */
export function checkBlocks(
  blocks: readonly unknown[],
  pointer = '/blocks',
  most = 50,
): readonly string[] {
  return [
    ...tooMany(blocks, most, pointer),
    ...blocks.flatMap((block, index) => checkBlock(block, `${pointer}/${index}`)),
    ...twice(blocks, 'block_id', pointer),
  ];
}

/** An attachment with blocks: https://docs.slack.dev/messaging/formatting-message-text#attachments */
export function checkAttachment(attachment: unknown, pointer: string): readonly string[] {
  const color = textAt(attachment, 'color');
  const known = /^(?:#[0-9A-Fa-f]{6}|good|warning|danger|)$/.test(color);
  return [
    ...(known ? [] : [`invalid color: ${color} [json-pointer:${pointer}/color]`]),
    ...checkBlocks(listAt(attachment, 'blocks'), `${pointer}/blocks`),
  ];
}

/** Sum of the lengths of all texts in blocks. */
export function textSum(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + textSum(one), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, part]) =>
      sum + (name === 'text' && typeof part === 'string' ? part.length : textSum(part)),
    0,
  );
}

function checkBlock(block: unknown, pointer: string): readonly string[] {
  const type = textAt(block, 'type');
  if (!types.has(type)) return [`unsupported type: ${type} [json-pointer:${pointer}/type]`];
  const id = tooLong(textAt(block, 'block_id'), 255, `${pointer}/block_id`);
  switch (type) {
    case 'section': {
      const fields = listAt(block, 'fields');
      const bare = at(block, 'text') === undefined && fields.length === 0;
      return [
        ...id,
        ...(bare ? missing('text', pointer) : []),
        ...(at(block, 'text') === undefined
          ? []
          : checkText(at(block, 'text'), 3000, `${pointer}/text`)),
        ...tooMany(fields, 10, `${pointer}/fields`),
        ...fields.flatMap((field, index) => checkText(field, 2000, `${pointer}/fields/${index}`)),
        ...checkElement(at(block, 'accessory'), `${pointer}/accessory`),
      ];
    }
    case 'rich_text':
      return [...id, ...checkRichText(block, pointer)];
    case 'header':
      return [...id, ...checkText(at(block, 'text'), 150, `${pointer}/text`)];
    case 'context':
      return [...id, ...checkElements(block, 10, pointer)];
    case 'actions':
      return [...id, ...checkElements(block, 25, pointer, checkActionElement)];
    case 'input':
      return [...id, ...checkInput(block, pointer)];
    default:
      return id;
  }
}

const richParts = [
  'rich_text_section',
  'rich_text_preformatted',
  'rich_text_list',
  'rich_text_quote',
];

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block ; an empty text is refused. */
function checkRichText(block: unknown, pointer: string): readonly string[] {
  const parts = listAt(block, 'elements');
  if (parts.length === 0) return [`must have at least 1 item [json-pointer:${pointer}/elements]`];
  return parts.flatMap((part, index) => {
    const at = `${pointer}/elements/${index}`;
    const type = textAt(part, 'type');
    if (!richParts.includes(type)) return [`unsupported type: ${type} [json-pointer:${at}/type]`];
    return listAt(part, 'elements').flatMap((one, inner) =>
      textAt(one, 'type') === 'text' && textAt(one, 'text') === ''
        ? [`must be more than 0 characters [json-pointer:${at}/elements/${inner}/text]`]
        : [],
    );
  });
}

function checkElements(
  block: unknown,
  most: number,
  pointer: string,
  check = checkElement,
): readonly string[] {
  const elements = listAt(block, 'elements');
  const none =
    elements.length === 0 ? [`must have at least 1 item [json-pointer:${pointer}/elements]`] : [];
  return [
    ...none,
    ...tooMany(elements, most, `${pointer}/elements`),
    ...elements.flatMap((one, index) => check(one, `${pointer}/elements/${index}`)),
    ...twice(elements, 'action_id', `${pointer}/elements`),
  ];
}

/** https://docs.slack.dev/reference/block-kit/blocks/input-block */
function checkInput(block: unknown, pointer: string): readonly string[] {
  const element = at(block, 'element');
  return [
    ...checkNamedText(block, 'label', 2000, pointer),
    ...checkOptionalText(block, 'hint', 2000, pointer),
    ...(element === undefined
      ? missing('element', pointer)
      : checkInputElement(element, `${pointer}/element`)),
  ];
}
