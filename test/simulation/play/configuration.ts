import {type Mode, type Settings} from '../../../functions/core/config/settings.ts';
import {fleet, shop} from '../../support/cloud/harbor.ts';
import type {Path} from '../paths/path.ts';

const base = {projects: [fleet, shop], locale: 'en', chat: {}, store: {}} as const;
/** One object a mode: what the engine works out of a configuration is worked out once. */
const settings: Readonly<Record<Mode, Settings>> = {
  auto: {...base, mode: 'auto'},
  approve: {...base, mode: 'approve'},
  observe: {...base, mode: 'observe'},
};
const configured = new Map<Path, Settings>();

/** What the responder is configured with on a path. */
export function settingsOf(path: Path): Settings {
  if (path.settings === undefined) return settings[path.mode];
  const known = configured.get(path) ?? {...settings[path.mode], ...path.settings};
  configured.set(path, known);
  return known;
}
