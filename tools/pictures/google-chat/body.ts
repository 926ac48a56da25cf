import {z} from 'zod';

const action = z.object({function: z.string()});

const button = z.strictObject({
  text: z.string(),
  type: z.literal('FILLED').optional(),
  color: z.strictObject({red: z.number(), green: z.number(), blue: z.number()}).optional(),
  onClick: z.union([
    z.strictObject({openLink: z.strictObject({url: z.string()})}),
    z.strictObject({action}),
  ]),
});

/** A button of a card as pictures can draw it. */
export type Button = Readonly<z.infer<typeof button>>;

const widget = z.union([
  z.strictObject({textParagraph: z.strictObject({text: z.string()})}),
  z.strictObject({
    decoratedText: z.strictObject({
      topLabel: z.string().optional(),
      text: z.string(),
      wrapText: z.literal(true),
    }),
  }),
  z.strictObject({buttonList: z.strictObject({buttons: z.array(button)})}),
  z.strictObject({
    selectionInput: z.strictObject({
      name: z.string(),
      label: z.string(),
      type: z.literal('DROPDOWN'),
      items: z.array(z.strictObject({text: z.string(), value: z.string(), selected: z.boolean()})),
    }),
  }),
  z.strictObject({
    textInput: z.strictObject({
      name: z.string(),
      label: z.string(),
      type: z.enum(['SINGLE_LINE', 'MULTIPLE_LINE']),
      validation: z.strictObject({inputType: z.literal('TEXT'), characterLimit: z.number()}),
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

const dialog = z.strictObject({
  header: z.strictObject({title: z.string()}),
  sections: z.array(section),
});

/** The card of a dialog. */
export type ChatDialog = Readonly<z.infer<typeof dialog>>;

/** @throws ZodError naming what pictures cannot draw. */
export function chatDialogOf(card: unknown): ChatDialog {
  return dialog.parse(card);
}

/** @throws ZodError naming what pictures cannot draw. */
export function chatBodyOf(sent: unknown): ChatBody {
  return body.parse(sent);
}
