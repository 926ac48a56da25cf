import type {Env} from '../../../adapters/env.ts';
import {type InspectDeps, inspecting} from '../../../adapters/google/client/call.ts';
import {type DeployedFunction, functionsOf} from '../../../adapters/google/deployment/cloud-functions.ts';
import {impersonated, type Identity, identity} from '../../../adapters/google/deployment/identity.ts';
import type {Settings} from '../../../core/settings.ts';
import {type Deployment, deploymentOf} from './deployment.ts';

/** What the checks share. What several of them ask for is asked once. */
export interface DoctorContext {
  /** The configuration, with those secrets of the chat that could be read. */
  readonly settings: Settings;
  /** Path of the configuration file, for commands. */
  readonly config: string;
  readonly env: Env;
  readonly deployment: Deployment | undefined;
  /** Whom our credentials speak for. */
  me(): Promise<Identity>;
  /** The same calls as a service account; rejects with `CallError` where that is not allowed. */
  as(account: string): Promise<InspectDeps>;
  /** The functions of the deployment's project. */
  functions(): Promise<readonly DeployedFunction[]>;
}

/** Builds the context; `google` carries the signal that ends everything. */
export function doctorContext(
  given: Pick<DoctorContext, 'settings' | 'config' | 'env'>,
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
    functions: () =>
      shared('functions', () =>
        deployment === undefined ? Promise.resolve([]) : functionsOf(google, deployment.project),
      ),
  };
}

/** The project that calls of this deployment count against, when it is known. */
export function homeOf({deployment, settings}: DoctorContext): string | undefined {
  return deployment?.project ?? settings.store.firestore?.project;
}

/** Someone as a member of a policy; a command puts the name in where it is not known. */
export function memberOf(who: Identity | undefined): string {
  if (who?.kind !== 'named') return '"user:$(gcloud config get account)"';
  const kind = who.email.endsWith('.gserviceaccount.com') ? 'serviceAccount' : 'user';
  return `${kind}:${who.email}`;
}
