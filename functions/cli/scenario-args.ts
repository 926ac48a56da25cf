import type {Scenario} from '../../sandbox/scenario.ts';
import {type Given, usage} from './args.ts';

/** What a played world is started with. */
export interface Played {
  readonly scenario: Scenario;
  readonly faults: readonly string[];
}

/**
 * The scenario and the faults that a command line asks for.
 * @throws UsageError that says what there is.
 */
export async function readPlayed(command: string, given: Given): Promise<Played> {
  const {findScenario} = await import('../../sandbox/scenarios.ts');
  const {parseFault} = await import('../../sandbox/http/fault.ts');
  const faults = given.list('fault');
  try {
    faults.forEach(parseFault);
    return {scenario: findScenario(given.text('scenario') ?? 'main'), faults};
  } catch (error) {
    throw usage(command, error instanceof Error ? error.message : String(error));
  }
}
