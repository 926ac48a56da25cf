import type {PersonIdentity} from '../../core/config/people.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import type {Trouble} from '../../pages/console/trouble.ts';

/** Somebody whose name counts. */
export interface Known {
  readonly kind: 'known';
  readonly who: PersonIdentity;
  /** As the history calls them. */
  readonly by: string;
  /** What proves it to whoever takes the answer, where that asks for a proof. */
  readonly proof?: string;
}

/** Who is looking. */
export type Viewer =
  | Known
  /** They may read, and nothing else, for this reason. */
  | {readonly kind: 'reader'; readonly name: string; readonly why: Phrase};

/** What comes of a request at the gate. */
export type Entered =
  | {
      readonly kind: 'in';
      readonly viewer: Viewer;
      /** What a form of this session carries, and no other. */
      readonly csrf: string;
      readonly setCookie?: string;
    }
  /** They have shown their key; the address is asked again without it. */
  | {readonly kind: 'welcome'; readonly to: string; readonly setCookie: string}
  | {readonly kind: 'refused'; readonly status: 401 | 403 | 503; readonly trouble: Trouble};

/** A request, as far as a gate looks at it. */
export interface AtGate {
  /** @param name in lower case. */
  readonly header: (name: string) => string | undefined;
  readonly url: URL;
}

/** Says who is looking, before anything is shown. */
export interface Gate {
  enter(request: AtGate): Promise<Entered> | Entered;
  /** The origins that forms may be sent from: the console's own. */
  origins(request: AtGate): readonly string[];
}

/** Path and query of an address. A path that begins with two slashes would be another host's where it is a link. */
export function withinSite({pathname, search}: Pick<URL, 'pathname' | 'search'>): string {
  return `${pathname.replace(/^\/{2,}/, '/')}${search}`;
}

/** The value of a cookie; undefined where there is none, or more than one. */
export function cookieOf({header}: AtGate, name: string): string | undefined {
  const all = (header('cookie') ?? '').split(';').flatMap(one => {
    const [key, ...value] = one.trim().split('=');
    return key === name ? [value.join('=')] : [];
  });
  return all.length === 1 ? all[0] : undefined;
}
