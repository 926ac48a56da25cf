import type {clusterTrials} from '../../../../adapters/google/writers.ts';
import type {Reach} from '../../../../core/facts/kubernetes.ts';
import type {Readers} from '../../../../core/ports/ports.ts';
import {found, ok, type Check} from '../check.ts';
import {shaped} from './shaped.ts';

/** A patch of one namespace that changes no label, and of one workload that would restart it, both on trial. */
export function patchTrials(
  readers: Readers,
  trials: ReturnType<typeof clusterTrials>,
  reach: Reach,
): readonly Check[] {
  const trial = (what: string, ask: () => Promise<string | undefined>): Check => ({
    check: 'patches',
    subject: `${what} in ${reach.membership}`,
    run: () =>
      shaped(async () => {
        const said = await ask();
        return [said === undefined ? ok('deep-patch') : found('unknown', 'deep-unreached', {said})];
      }),
  });
  return [
    trial('labels of a namespace', async () => {
      const all = await readers.namespaces(reach);
      const one = all.find(({name}) => name === 'default') ?? all[0];
      if (one === undefined) return 'there is no namespace';
      const {name: namespace, resourceVersion} = one;
      await trials.labelNamespace(reach, {namespace, resourceVersion, labels: {}});
      return undefined;
    }),
    trial('restart of a workload', async () => {
      const [one] = await readers.workloads(reach);
      if (one === undefined) return 'there is no workload';
      const {kind, namespace, name, resourceVersion} = one;
      const workload = {kind, namespace, name};
      await trials.restart(reach, {workload, stamp: '2026-01-01T00:00:00Z', resourceVersion});
      return undefined;
    }),
  ];
}
