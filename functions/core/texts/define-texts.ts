import {type Phrase, phraseByCode} from './phrase.ts';

/** Languages that messages exist in. */
export type Locale = 'en' | 'ko';

/**
 * One sentence in each language. `run`: the commands that it speaks of, the same in every language, each
 * ready to paste; they stand in a code block of their own and are never translated, cut or escaped.
 */
export interface Sentence extends Readonly<Record<Locale, string>> {
  readonly run?: string | readonly string[];
}

/** Sentences by their codes. */
export type Texts = Readonly<Record<string, Sentence>>;

/** Sentences, and what makes phrases of them. */
export interface Defined<Own extends Texts, All extends Texts = Own> {
  readonly texts: Own;
  readonly phrase: PhraseOf<All>;
}

/**
 * Makes a phrase. The type check wants a code that exists and exactly the parameters that its sentence
 * asks for in either language; of a code that may be several, the parameters of all of them. An object
 * that was built before may hold more, so that sentences can share one.
 */
export type PhraseOf<All extends Texts> = <Code extends keyof All & string>(
  code: Code,
  ...params: Arguments<Slots<All, Code>>
) => Phrase;

/** What stands behind a code: nothing, where its sentence asks for nothing. */
export type Arguments<Slot extends string> = [Slot] extends [never]
  ? [params?: Readonly<Record<string, never>>]
  : [params: Params<Slot>];

/** The parameters that placeholders want: numbers where a form counts or measures, else text or number. */
export type Params<Slot extends string> = {
  readonly [Name in NameIn<Slot>]: Extract<Slot, `${Name}:${Counting}`> extends never
    ? string | number
    : number;
};

/** The insides of the placeholders of a sentence, in either language and in its commands. */
export type Slots<All extends Texts, Code extends keyof All> =
  SlotIn<All[Code][Locale]> | SlotIn<CommandIn<All[Code]>>;

type CommandIn<One extends Sentence> = One extends {readonly run: infer Run}
  ? Run extends readonly string[]
    ? Run[number]
    : Extract<Run, string>
  : never;

/**
 * Sentences of one folder, and the `phrase` that makes phrases of them. The type check wants both
 * languages, the same parameters in both, and only the forms that a speaker knows
 * (`adapters/chat/text/translate.ts`).
 */
export function defineTexts<const Own extends Texts>(own: Own & Sound<Own>): Defined<Own> {
  return {texts: own, phrase: (code, ...[params]) => phraseByCode(code, params)};
}

/** What follows a prefix among the codes of texts: the ids of a table's rows, which then have a sentence. */
export type CodeAfter<All extends Texts, Prefix extends string> = keyof All extends infer Code
  ? Code extends `${Prefix}${infer End}`
    ? End
    : never
  : never;

/** The forms whose value is a number; `time` also takes RFC 3339. */
type Counting = 'number' | 'duration' | `plural:${string}`;
type Form = 'number' | 'time' | 'duration' | Particle | `plural:${string}|${string}`;

/** A Korean particle that the final sound of the value chooses: behind a consonant, behind a vowel. */
export type Particle = '이/가' | '을/를' | '은/는' | '으로/로' | '이라고/라고' | '과/와';

/** The insides of a text's placeholders. */
type SlotIn<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? Innermost<Slot> | SlotIn<Rest>
  : never;

/** Behind a brace with a quote stands JSON of a command, which may have a placeholder in it. */
type Innermost<Slot extends string> = Slot extends `"${infer Json}`
  ? Json extends `${string}{${infer Inner}`
    ? Innermost<Inner>
    : never
  : Slot;

type NameIn<Slot extends string> = Slot extends `${infer Name}:${string}` ? Name : Slot;

type NamesIn<Text extends string> = NameIn<SlotIn<Text>>;

/** The placeholders of a form that no speaker knows. */
type Odd<Slot extends string> = Slot extends `${string}:${infer How}`
  ? How extends Form
    ? never
    : Slot
  : never;

/** What is wrong with a sentence stands as the type that its text should have. */
export type Sound<Own extends Texts> = {
  readonly [Code in keyof Own]: {
    readonly en: Fault<Own[Code]['en'], Own[Code]['ko'], 'Korean'>;
    readonly ko: Fault<Own[Code]['ko'], Own[Code]['en'], 'English'>;
    readonly run?: string | readonly string[];
  };
};

type Fault<Text extends string, Other extends string, Language extends string> = [
  Odd<SlotIn<Text>>,
] extends [never]
  ? [Exclude<NamesIn<Text>, NamesIn<Other>>] extends [never]
    ? string
    : Wrong<`the ${Language} does not ask for {${Exclude<NamesIn<Text>, NamesIn<Other>>}}`>
  : Wrong<`no speaker knows the form of {${Odd<SlotIn<Text>>}}`>;

/** Nothing is of this type: the compiler's message says why. */
export interface Wrong<Why extends string> {
  readonly wrong: Why;
}
