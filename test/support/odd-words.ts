import type {Locale} from '../../functions/core/texts/define-texts.ts';

/** Words that read as translated, or that name mesh-responder by another name. */
export const oddWords: Readonly<Record<Locale, RegExp>> = {
  en: /alike in|signs at|explains at least|\btells?\b|looked for|over to you|not well|as a rule|the responder|be held|takes .*its role|pod by pod/i,
  ko: /징후|대응기|주입|하나씩 다시 시작|역할을 잃|[이가을를은는와과]\([이가을를은는와과]\)|\(으\)로|\(이\)/,
};
