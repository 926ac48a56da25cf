import {type IapChecked, iapHeader} from '../../adapters/google/client/iap-identity.ts';
import {nameOf, type Person} from '../../core/config/people.ts';
import {phrase} from '../../pages/console/texts.ts';
import {type AtGate, cookieOf, type Entered, type Gate, type Viewer} from './gate.ts';

/** What the gate of the deployed console works with. */
export interface IapGateDeps {
  /** Where people open it: the only place that its forms come from; absent: the host that was asked. */
  readonly url?: string | undefined;
  readonly people?: readonly Person[] | undefined;
  /** Checks IAP's assertion; absent: nobody stands in front who could say who looks. */
  readonly check?: ((assertion: string | undefined) => Promise<IapChecked>) | undefined;
  /** Whether there is somebody who takes answers; else whoever looks only reads. */
  readonly takesAnswers: boolean;
  readonly token: () => string;
}

/** Only sent to this very host, over https, and not along with a form of another site. */
const cookie = '__Host-mesh-responder-form';

/**
 * The gate of the deployed console: who looks is who IAP says, signed for this console. Whoever comes past IAP is not let
 * in; where no IAP is configured, IAM has decided who may read, and nobody is known.
 */
export function iapGate({url, people, check, takesAnswers, token}: IapGateDeps): Gate {
  const entered = (request: AtGate, viewer: Viewer): Entered => {
    // The same word in a cookie and in the form: no other site can read or set either.
    const known = cookieOf(request, cookie);
    if (known !== undefined && /^[\da-f]{64}$/.test(known)) {
      return {kind: 'in', viewer, csrf: known};
    }
    const csrf = token() + token();
    const setCookie = `${cookie}=${csrf}; Path=/; Secure; HttpOnly; SameSite=Lax`;
    return {kind: 'in', viewer, csrf, setCookie};
  };
  return {
    origins: ({header}) => [url ?? `https://${header('host') ?? ''}`],
    async enter(request) {
      if (check === undefined) {
        const why = phrase('console.read-only.unverified');
        return entered(request, {kind: 'reader', name: '–', why});
      }
      const assertion = request.header(iapHeader);
      const checked = await check(assertion);
      switch (checked.kind) {
        case 'unknown':
          return {kind: 'refused', status: 503, trouble: {kind: 'keys-unknown'}};
        case 'refused':
          return {kind: 'refused', status: 401, trouble: {kind: 'not-signed-in'}};
        case 'verified': {
          const who = {kind: 'google', email: checked.identity.email} as const;
          if (!takesAnswers) {
            const why = phrase('console.read-only.no-interact');
            return entered(request, {kind: 'reader', name: nameOf(who, people), why});
          }
          return entered(request, {
            kind: 'known',
            who,
            by: nameOf(who, people),
            ...(assertion === undefined ? {} : {proof: assertion}),
          });
        }
      }
    },
  };
}
