import {z} from 'zod';
import {errorText} from '../../functions/core/lib/error.ts';

/** The languages that a page exists in. */
export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

/** The lists that both languages have, in the order of the page. */
export const lists = ['about', 'signs', 'checks', 'does', 'asks', 'never'] as const;

/** A sentence or two for people, on one line; inline code is allowed. */
const sentence = z
  .string()
  .min(1, 'must not be empty')
  .refine(text => text === text.trim(), 'must not begin or end with white space')
  .refine(text => !/[\r\n]/.test(text), 'must be one line');

const some = z.array(sentence).min(1, 'needs at least one sentence');
const any = z.array(sentence);

const side = z.strictObject({
  /** Else the title that runbook.json has. */
  title: sentence.optional(),
  about: some,
  signs: some,
  checks: some,
  does: any,
  asks: any,
  never: any,
  /** Which changes of a Terraform plan `guard` catches; only of a runbook that has a danger.ts. */
  plans: some.optional(),
});

const step = z.strictObject({
  en: sentence,
  ko: sentence,
  run: z
    .string()
    .refine(text => text.trim() !== '', 'must be a command')
    .refine(text => !text.includes('```'), 'must not end its code block'),
});

const schema = z
  .strictObject({
    en: side,
    ko: side.required({title: true}),
    byHand: z.array(step).min(1, 'needs at least one command'),
  })
  .check(({value, issues}) => {
    for (const list of [...lists, 'plans'] as const) {
      const [en, ko] = [value.en[list]?.length ?? 0, value.ko[list]?.length ?? 0];
      if (en === ko) continue;
      const message = `has ${ko} sentences where en.${list} has ${en}`;
      issues.push({code: 'custom', input: ko, path: ['ko', list], message});
    }
  });

/** `page.json`: what a person reads of a runbook besides what its other files say. */
export type Page = Readonly<z.infer<typeof schema>>;

/**
 * Reads the page.json of a runbook.
 * @param file the name that errors tell.
 * @throws Error naming the file and every field that is wrong.
 */
export function parsePage(file: string, text: string): Page {
  const parsed = schema.safeParse(json(file, text));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({path, message}) => {
    const where = path.length === 0 ? 'the file' : path.map(String).join('.');
    return `${file}: ${where}: ${message}`;
  });
  throw new Error(faults.join('\n'));
}

function json(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: is no JSON: ${errorText(error)}`, {
      cause: error,
    });
  }
}
