import type {Env} from '../../../adapters/env.ts';
import {type InspectDeps, inspecting} from '../../../adapters/google/client/call.ts';
import {googleCredentials} from '../../../adapters/google/client/credentials.ts';
import {
  type DeployedFunction,
  functionsOf,
} from '../../../adapters/google/deployment/cloud-functions.ts';
import {
  impersonated,
  type Identity,
  identity,
} from '../../../adapters/google/deployment/identity.ts';
import type {Runbook} from '../../../core/contract/runbook.ts';
import type {Settings} from '../../../core/config/settings.ts';
import {accountOf, type Deployment, deploymentOf} from './deployment.ts';

/** What the checks share. Calls that several of them need are made once. */
export interface DoctorContext {
  /** The configuration, with the chat secrets that could be read. */
  readonly settings: Settings;
  /** Ours, and the private ones of the configuration. */
  readonly runbooks: readonly Runbook[];
  /** Path of the configuration file, for commands. */
  readonly config: string;
  readonly env: Env;
  readonly deployment: Deployment | undefined;
  /** The identity of our credentials. */
  me(): Promise<Identity>;
  /** The same calls, made as a service account; rejects with `CallError` where that is denied. */
  as(account: string): Promise<InspectDeps>;
  /**
   * The same calls as respond makes them, with tokens for one scope; rejects with `CallError` where its account may not be
   * used.
   */
  asRespond(scope: string): Promise<InspectDeps>;
  /** The functions of the deployment's project. */
  functions(): Promise<readonly DeployedFunction[]>;
}

/** Builds the context; the signal in `google` ends every call. */
export function doctorContext(
  given: Pick<DoctorContext, 'settings' | 'runbooks' | 'config' | 'env'>,
  google: InspectDeps,
): DoctorContext {
  const deployment = deploymentOf(given.settings);
  const once = new Map<string, Promise<unknown>>();
  const shared = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const known = once.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const made = work();
    once.set(key, made);
    return made;
  };
  const me = () => shared('me', () => identity(google));
  return {
    ...given,
    deployment,
    me,
    as: account =>
      shared(`as ${account}`, async () => {
        const own = await me().catch(() => undefined);
        if (own?.kind === 'named' && own.email === account) return inspecting(google, account);
        return impersonated(google, account);
      }),
    asRespond: scope =>
      shared(`as respond for ${scope}`, async () => {
        const own = await me().catch(() => undefined);
        const account = deployment && accountOf(deployment, 'respond');
        // On this machine the process runs as what it is signed in as.
        if (account === undefined || (own?.kind === 'named' && own.email === account))
          return {...google, authorise: googleCredentials(scope)};
        return impersonated(google, account, scope);
      }),
    functions: () =>
      shared('functions', () =>
        deployment === undefined ? Promise.resolve([]) : functionsOf(google, deployment.project),
      ),
  };
}

/** The project whose quota the calls of this deployment use, if it is known. */
export function homeOf({deployment, settings}: DoctorContext): string | undefined {
  return deployment?.project ?? settings.store.firestore?.project;
}

/** An identity as a member of an IAM policy; where it is not known, the shell puts the name in. */
export function memberOf(who: Identity | undefined): string {
  if (who?.kind !== 'named') return '"user:$(gcloud config get account)"';
  const kind = who.email.endsWith('.gserviceaccount.com') ? 'serviceAccount' : 'user';
  return `${kind}:${who.email}`;
}
