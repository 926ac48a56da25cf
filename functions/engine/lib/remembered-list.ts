import type {RegistrationsFact} from '../../core/facts/cloud.ts';
import type {Readers} from '../../core/ports/ports.ts';

/** The same readers, which remember what each fleet's list of memberships said last. */
export function withRememberedList(readers: Readers): Readers {
  const lists = new Map<string, RegistrationsFact>();
  return {
    ...readers,
    async registrations(fleet) {
      const list = await readers.registrations(fleet);
      lists.set(fleet, list);
      return list;
    },
    listedBefore: fleet => lists.get(fleet),
  };
}
