import {z} from 'zod';

const mrkdwn = z.object({type: z.literal('mrkdwn'), text: z.string()});
const plain = z.object({type: z.literal('plain_text'), text: z.string()});

const richPart = z.strictObject({
  type: z.enum(['rich_text_section', 'rich_text_preformatted']),
  elements: z.array(
    z.strictObject({
      type: z.literal('text'),
      text: z.string(),
      style: z.strictObject({bold: z.boolean()}).optional(),
    }),
  ),
});

const button = z.strictObject({
  type: z.literal('button'),
  text: plain,
  action_id: z.string(),
  value: z.string(),
  style: z.enum(['primary', 'danger']).optional(),
});

const block = z.discriminatedUnion('type', [
  z.strictObject({type: z.literal('header'), text: plain}),
  z.strictObject({
    type: z.literal('section'),
    text: mrkdwn.optional(),
    fields: z.array(mrkdwn).optional(),
    expand: z.literal(true),
  }),
  z.strictObject({type: z.literal('context'), elements: z.array(mrkdwn)}),
  z.strictObject({type: z.literal('rich_text'), elements: z.array(richPart)}),
  z.strictObject({type: z.literal('actions'), elements: z.array(button)}),
]);

/** A block as pictures can draw it; what they cannot draw fails. */
export type Block = Readonly<z.infer<typeof block>>;

const body = z.object({
  /** Of an edit only. */
  ts: z.string().optional(),
  blocks: z.array(block),
  attachments: z.array(
    z.strictObject({
      color: z.string().regex(/^#[0-9A-F]{6}$/),
      fallback: z.string(),
      blocks: z.array(block),
    }),
  ),
});

/** What of a body of `chat.postMessage` or `chat.update` people see. */
export type SlackBody = Readonly<z.infer<typeof body>>;

const option = z.strictObject({text: plain, value: z.string()});

const input = z.strictObject({
  type: z.literal('input'),
  block_id: z.string(),
  label: plain,
  element: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('plain_text_input'),
      action_id: z.string(),
      max_length: z.number(),
    }),
    z.strictObject({
      type: z.literal('static_select'),
      action_id: z.string(),
      options: z.array(option),
      initial_option: option,
    }),
  ]),
});

/** A field of a modal as pictures can draw it. */
export type Input = Readonly<z.infer<typeof input>>;

const view = z.object({
  type: z.literal('modal'),
  title: plain,
  close: plain,
  submit: plain.optional(),
  blocks: z.array(z.union([block, input])),
});

/** What of the view of `views.open` people see. */
export type SlackView = Readonly<z.infer<typeof view>>;

/** @throws ZodError naming what pictures cannot draw. */
export function slackViewOf(sent: unknown): SlackView {
  return view.parse(sent);
}

/** @throws ZodError naming what pictures cannot draw. */
export function slackBodyOf(sent: unknown): SlackBody {
  return body.parse(sent);
}
