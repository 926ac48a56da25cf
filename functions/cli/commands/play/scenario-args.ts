import type {Scenario} from '../../../../sandbox/scenario.ts';
import {errorText} from '../../../core/lib/error.ts';
import {type Given, usage} from '../../shell/args.ts';

/** What a sandbox is started with. */
export interface Played {
  readonly scenario: Scenario;
  readonly faults: readonly string[];
}

/**
 * The scenario and the faults that a command line asks for.
 * @throws UsageError that lists the scenarios, or shows the form of a fault.
 */
export async function readPlayed(command: string, given: Given): Promise<Played> {
  const {findScenario} = await import('../../../../sandbox/scenarios.ts');
  const {parseFault} = await import('../../../../sandbox/http/fault.ts');
  const faults = given.list('fault');
  try {
    faults.forEach(parseFault);
    return {scenario: findScenario(given.text('scenario') ?? 'main'), faults};
  } catch (error) {
    throw usage(command, errorText(error));
  }
}
