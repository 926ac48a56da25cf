import {z} from 'zod';

const widget = z.union([
  z.strictObject({textParagraph: z.strictObject({text: z.string()})}),
  z.strictObject({
    decoratedText: z.strictObject({
      topLabel: z.string().optional(),
      text: z.string(),
      wrapText: z.literal(true),
    }),
  }),
  z.strictObject({
    buttonList: z.strictObject({
      buttons: z.array(
        z.strictObject({
          text: z.string(),
          onClick: z.strictObject({openLink: z.strictObject({url: z.string()})}),
        }),
      ),
    }),
  }),
]);

/** A widget of a card as pictures can draw it; what they cannot draw fails. */
export type Widget = Readonly<z.infer<typeof widget>>;

const section = z.strictObject({
  header: z.string().optional(),
  collapsible: z.literal(true).optional(),
  uncollapsibleWidgetsCount: z.number().optional(),
  widgets: z.array(widget),
});

export type Section = Readonly<z.infer<typeof section>>;

const body = z.object({
  text: z.string(),
  cardsV2: z.array(z.object({card: z.strictObject({sections: z.array(section)})})),
});

/** What of a body of `spaces.messages.create` people see. */
export type ChatBody = Readonly<z.infer<typeof body>>;

/** @throws ZodError naming what pictures cannot draw. */
export function chatBodyOf(sent: unknown): ChatBody {
  return body.parse(sent);
}
