import {identity} from '../../adapters/google/deployment/identity.ts';
import {type PersonIdentity, nameOf} from '../../core/config/people.ts';
import {CallError} from '../../core/lib/error.ts';
import type {Settings} from '../../core/config/settings.ts';
import {googleDeps} from '../../wiring/compose.ts';
import type {Given} from '../shell/args.ts';
import type {Io} from '../shell/command.ts';
import type {Words} from '../../core/texts/words.ts';

/** Who is behind the command; or why nobody knows. */
export type Speaker =
  /** `by` is what the history calls them: the e-mail that Google says the caller's token has, else `unverified: NAME`. */
  | {readonly kind: 'known'; readonly by: string; readonly who: PersonIdentity}
  | {readonly kind: 'unknown'; readonly why: string};

const longest = 80;
/** A person waits for it. */
const patienceMs = 10_000;

/**
 * Who gives a word that permits something. Where the store is a database of Firestore it is whom Google says
 * the caller is, and nobody else: whoever else reads the history relies on it. The embedded store is one file
 * of one machine, whose processes may call themselves what they like.
 * @param ask whom the caller's credentials speak for; for tests.
 */
export async function whoSays(
  {store, people}: Pick<Settings, 'store' | 'people'>,
  given: Given,
  io: Io,
  ask = () => asked(io),
): Promise<Speaker> {
  const {firestoreEmulator} = io.env;
  if (store.firestore === undefined || firestoreEmulator !== undefined) {
    return known({kind: 'unverified', name: unverified(given, io)}, people);
  }
  try {
    const found = await ask();
    if (found.kind === 'named') return known({kind: 'google', email: found.email}, people);
    return {kind: 'unknown', why: 'the credentials do not show an e-mail address'};
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return {kind: 'unknown', why: error.facts.said};
  }
}

/** The same for a word that permits nothing, which waits for nobody's sign-in: a pause is an emergency. */
export async function callerName(
  settings: Pick<Settings, 'store' | 'people'>,
  given: Given,
  io: Io,
  ask = () => asked(io),
): Promise<string> {
  const speaker = await whoSays(settings, given, io, ask);
  return speaker.kind === 'known' ? speaker.by : `unverified: ${unverified(given, io)}`;
}

function known(who: PersonIdentity, people: Settings['people']): Speaker {
  return {kind: 'known', who, by: nameOf(who, people)};
}

/** What to say where nobody knows who it is. */
export function notKnown(command: string, why: string): Words {
  const login = 'gcloud auth application-default login';
  return {
    en: `mesh-responder ${command}: nobody knows who you are (${why}); nothing was changed. Sign in: ${login}\n`,
    ko: `mesh-responder ${command}: 사용자를 확인할 수 없습니다(${why}). 변경된 내용이 없습니다. 로그인: ${login}\n`,
  };
}

function asked({env}: Io): ReturnType<typeof identity> {
  const deps = {...googleDeps({env}), signal: AbortSignal.timeout(patienceMs)};
  return identity({...deps, reason: 'mesh-responder: who answers'});
}

/** --by, else the name of the account that the command runs under. */
function unverified(given: Given, io: Io): string {
  const {USER, LOGNAME} = io.env.all;
  const name = [given.text('by'), USER, LOGNAME].find(
    one => one !== undefined && one.trim() !== '',
  );
  return (name ?? 'somebody at the command').trim().slice(0, longest);
}
