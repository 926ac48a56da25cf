import {actionKind} from '../../core/contract/action.ts';
import {exactly, someText} from '../../core/lib/schema.ts';

/** An API, e.g. `mesh.googleapis.com`, and the project where it is turned on. */
export const enableServiceKind = actionKind(
  'enable-service',
  exactly({project: someText, service: someText}),
);
