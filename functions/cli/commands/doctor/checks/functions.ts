import type {DeployedFunction} from '../../../../adapters/google/deployment/cloud-functions.ts';
import {jobOf} from '../../../../adapters/google/deployment/scheduler-job.ts';
import {CallError} from '../../../../core/lib/error.ts';
import {type Check, type Found, found, ok} from '../check.ts';
import {
  accountOf,
  type Deployable,
  deployablesOf,
  deployAgain,
  type Deployment,
} from '../deployment.ts';
import type {DoctorContext} from '../doctor-context.ts';

/** Whether each function is deployed, runs as its own account and is reached from where it has to be, and from nowhere else. */
export function functionChecks(context: DoctorContext): readonly Check[] {
  const {deployment} = context;
  if (deployment === undefined) return [];
  const {project, name} = deployment;
  const checks = deployablesOf(context.settings).map((one): Check => ({
    check: 'functions',
    subject: `${name}-${one.id}`,
    access: {project, role: 'roles/cloudfunctions.viewer'},
    run: async () =>
      judged(findFunction(await context.functions(), deployment, one.id), deployment, one),
  }));
  return [...checks, sweepCheck(context, deployment)];
}

/** The deployed function of an id, if there is one. */
export function findFunction(
  all: readonly DeployedFunction[],
  {name}: Deployment,
  id: string,
): DeployedFunction | undefined {
  return all.find(one => one.name.endsWith(`/functions/${name}-${id}`));
}

function judged(
  live: DeployedFunction | undefined,
  deployment: Deployment,
  {id, serves, ingress: wanted}: Deployable,
): readonly Found[] {
  if (live === undefined) return [found('broken', 'no-function', {}, deployAgain)];
  const {state, ingress, account} = live;
  const lines: Found[] = [];
  if (state !== 'ACTIVE') {
    const look = `gcloud functions describe ${live.name}`;
    lines.push(found('broken', 'function-state', {state}, look));
  }
  if (ingress !== wanted) {
    const isOpen = wanted !== 'ALLOW_ALL' && ingress !== 'ALLOW_INTERNAL_ONLY';
    const code = isOpen ? 'function-open' : closed[serves];
    lines.push(found('broken', code, {ingress}, deployAgain));
  }
  const own = accountOf(deployment, id);
  if (account !== own) {
    lines.push(found('broken', 'function-account', {account, own}, deployAgain));
  }
  return lines.length > 0 ? lines : [ok(well(serves, wanted), {state})];
}

/** Who asks it cannot reach it. */
const closed = {
  deliveries: 'function-closed',
  clicks: 'function-closed',
  pages: 'function-hidden',
} as const;

function well(serves: Deployable['serves'], ingress: Deployable['ingress']) {
  switch (serves) {
    case 'deliveries':
      return 'function';
    case 'clicks':
      return 'function-public';
    case 'pages':
      return ingress === 'ALLOW_ALL' ? 'function-pages' : 'function-balanced';
  }
}

/** The job that calls respond each minute stands in the region of the functions. */
function sweepCheck(context: DoctorContext, deployment: Deployment): Check {
  const {project, name} = deployment;
  return {
    check: 'sweep',
    subject: `${name}-sweep`,
    access: {project, role: 'roles/cloudscheduler.viewer'},
    async run(deps) {
      const live = findFunction(await context.functions(), deployment, 'respond');
      const region = /\/locations\/([^/]+)\//.exec(live?.name ?? '')?.[1];
      if (live === undefined || region === undefined) {
        return [found('unknown', 'sweep-nowhere', {}, deployAgain)];
      }
      try {
        const job = await jobOf(deps, `projects/${project}/locations/${region}/jobs/${name}-sweep`);
        const at = `${name}-sweep --project=${project} --location=${region}`;
        if (job.state !== 'ENABLED') {
          const {state} = job;
          return [found('broken', 'sweep-state', {state}, `gcloud scheduler jobs resume ${at}`)];
        }
        const mine =
          job.uri === live.uri &&
          job.schedule === '* * * * *' &&
          job.account === accountOf(deployment, 'sweep');
        return [mine ? ok('sweep') : found('broken', 'sweep-differs', {}, deployAgain)];
      } catch (error) {
        if (!(error instanceof CallError) || error.facts.failure !== 'not-found') throw error;
        return [found('broken', 'no-sweep', {}, deployAgain)];
      }
    },
  };
}
