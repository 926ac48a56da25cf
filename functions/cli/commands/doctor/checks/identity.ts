import {CallError} from '../../../../core/lib/error.ts';
import {accountOf, deployablesOf, deployAgain, type Deployment} from '../deployment.ts';
import {type DoctorContext, memberOf} from '../doctor-context.ts';
import {isTokenless, type Check, found, ok} from '../check.ts';
import {clockOffset} from '../../../../adapters/google/deployment/clock-offset.ts';

/** Who we are, and which service accounts we can impersonate. */
export function identityChecks(context: DoctorContext): readonly Check[] {
  const {deployment} = context;
  const caller: Check = {
    check: 'identity',
    subject: 'caller',
    async run() {
      try {
        const who = await context.me();
        return [who.kind === 'named' ? ok('caller', {...who}) : ok('caller-numbered', {...who})];
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        // Without an answer here, none of the checks that follow can run.
        const {failure, said} = error.facts;
        if (failure !== 'denied') {
          const look = 'curl -sSI https://oauth2.googleapis.com/tokeninfo';
          return [found('broken', 'caller-unreached', {said}, look)];
        }
        const login = 'gcloud auth application-default login';
        return [found('broken', 'caller-refused', {said}, login)];
      }
    },
  };
  if (deployment === undefined) return [caller];
  const functions = deployablesOf(context.settings);
  return [caller, ...functions.map(({id}) => accountCheck(context, deployment, id))];
}

function accountCheck(context: DoctorContext, deployment: Deployment, purpose: string): Check {
  const account = accountOf(deployment, purpose);
  return {
    check: 'identity',
    subject: `${deployment.name}-${purpose}`,
    access: {project: deployment.project, role: 'roles/iam.serviceAccountTokenCreator'},
    async run() {
      try {
        await context.as(account);
        return [ok('impersonated', {account})];
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        // Google does not say whether an account exists to those who may not impersonate it.
        const {failure, said} = error.facts;
        if (failure === 'not-found') {
          return [found('broken', 'no-account', {account}, deployAgain)];
        }
        if (failure !== 'denied' || isTokenless(error)) throw error;
        const me = memberOf(await context.me().catch(() => undefined));
        const grant = `gcloud iam service-accounts add-iam-policy-binding ${account} --project=${deployment.project} --member=${me} --role=roles/iam.serviceAccountTokenCreator`;
        return [found('unknown', 'not-impersonated', {said}, grant)];
      }
    },
  };
}

/** When the clock is further off than this, tokens are refused, and leases and deadlines go wrong. */
const mostSeconds = 60;

/** Whether our clock agrees with Google's. */
export function clockChecks(): readonly Check[] {
  return [
    {
      check: 'clock',
      subject: 'this machine',
      async run(deps) {
        const seconds = Math.round((await clockOffset(deps)) / 1000);
        const off = Math.abs(seconds);
        if (off <= mostSeconds) return [ok('clock', {seconds: off})];
        const code = seconds > 0 ? 'clock-ahead' : 'clock-behind';
        return [found('broken', code, {seconds: off}, 'sudo timedatectl set-ntp true')];
      },
    },
  ];
}
