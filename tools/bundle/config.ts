import {dirname, resolve} from 'node:path';
import {ConfigError} from '../../functions/adapters/config/config-error.ts';
import {readDocument} from '../../functions/adapters/config/read.ts';
import {inlineSecrets, secretFault} from '../../functions/adapters/config/secret.ts';
import {same} from '../../functions/core/texts/words.ts';
import {validate} from '../../functions/adapters/config/validate.ts';
import {located, type Validated} from '../../functions/adapters/config/validated-config.ts';
import {known} from '../../functions/wiring/load-config.ts';

const refusal = same(
  'is the secret itself, which must not get into a bundle; give {env: NAME} or {file: PATH}',
);

/** What a bundle is to carry beside the code. */
export interface Chosen {
  readonly config: Validated;
  /** Where the private runbooks of the configuration lie; absent: it names none. */
  readonly folder?: string;
}

/**
 * The configuration that a bundle is to carry: checked as far as it can be without its secrets.
 * @throws ConfigError with every fault, also of its private runbooks, and for a secret that stands in the file
 * itself.
 */
export async function configFor(file: string): Promise<Chosen> {
  const validated = await validate(await readDocument(file), file, known);
  const faults = inlineSecrets(validated).map(path => secretFault(path, refusal));
  if (faults.length > 0) throw new ConfigError(file, faults);
  const {runbooks} = located(validated, resolve(dirname(file)));
  return {config: validated, ...runbooks};
}
