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

/** @throws ZodError naming what pictures cannot draw. */
export function slackBodyOf(sent: unknown): SlackBody {
  return body.parse(sent);
}
