import type {Words} from '../../../core/texts/words.ts';

/** Two sides cannot be compared: which of them, why, and what to do next. */
export class DiffError extends Error {
  override readonly name = 'DiffError';
  readonly words: Words;

  constructor(words: Words, options?: ErrorOptions) {
    super(words.en, options);
    this.words = words;
  }
}
