import type {Words} from '../core/texts/words.ts';

/** What was given is no plan that can be judged: which file, why, and what to do. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
  readonly words: Words;

  constructor(words: Words, options?: ErrorOptions) {
    super(words.en, options);
    this.words = words;
  }
}
