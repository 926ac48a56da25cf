import {textAt} from '../../../core/lib/json.ts';
import {everyPage, listed, textOf} from '../client/answers.ts';
import {readGoogle, type InspectDeps} from '../client/call.ts';
import {cloudFunctions} from '../client/api-clients.ts';

/** One deployed function. */
export interface DeployedFunction {
  /** `projects/P/locations/R/functions/F`. */
  readonly name: string;
  /** The API's word, e.g. `ACTIVE` or `FAILED`. */
  readonly state: string;
  readonly uri: string;
  /** E.g. `ALLOW_INTERNAL_ONLY`. */
  readonly ingress: string;
  readonly account: string;
}

/**
 * The functions of a project in every location.
 * https://docs.cloud.google.com/functions/docs/reference/rest/v2/projects.locations.functions
 * @throws CallError.
 */
export function functionsOf(
  deps: InspectDeps,
  project: string,
): Promise<readonly DeployedFunction[]> {
  const parent = `projects/${project}/locations/-`;
  return everyPage(token =>
    readGoogle(
      deps,
      'cloudfunctions functions.list',
      async options => {
        const {functions} = (await cloudFunctions()).projects.locations;
        return functions.list({parent, pageSize: 200, ...token}, options);
      },
      data =>
        listed(data, 'functions', one => ({
          name: textOf(one, 'name'),
          state: textAt(one, 'state') ?? 'STATE_UNSPECIFIED',
          uri: textAt(one, 'serviceConfig', 'uri') ?? '',
          ingress: textAt(one, 'serviceConfig', 'ingressSettings') ?? '',
          account: textAt(one, 'serviceConfig', 'serviceAccountEmail') ?? '',
        })),
    ),
  );
}
