import {at, textAt} from '../../../core/lib/json.ts';
import {logging} from '../client/api-clients.ts';
import {everyPage, listed, textOf} from '../client/answers.ts';
import {readGoogle, type InspectDeps} from '../client/call.ts';

/** One log sink. */
export interface Sink {
  readonly name: string;
  readonly destination: string;
  readonly filter: string;
  readonly disabled: boolean;
  readonly includeChildren: boolean;
  /** A policy member; empty when Logging has none for it. */
  readonly writer: string;
}

/**
 * The sinks of `projects/P`, `folders/F` or `organizations/O`.
 * https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/sinks
 * @throws CallError.
 */
export function sinksOf(deps: InspectDeps, parent: string): Promise<readonly Sink[]> {
  return everyPage(token =>
    readGoogle(
      deps,
      'logging sinks.list',
      async options => (await logging()).sinks.list({parent, pageSize: 200, ...token}, options),
      data =>
        listed(data, 'sinks', one => ({
          name: textOf(one, 'name'),
          destination: textOf(one, 'destination'),
          filter: textAt(one, 'filter') ?? '',
          disabled: at(one, 'disabled') === true,
          includeChildren: at(one, 'includeChildren') === true,
          writer: textAt(one, 'writerIdentity') ?? '',
        })),
    ),
  );
}
