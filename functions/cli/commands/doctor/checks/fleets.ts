import {meshOf} from '../../../../adapters/google/fleet/mesh-feature.ts';
import {type Check, found, ok} from '../check.ts';
import type {DoctorContext} from '../doctor-context.ts';

/** Whether the mesh feature of each fleet can be read. The health of the mesh is not doctor's subject: `diagnose` shows it. */
export function fleetChecks({settings}: DoctorContext): readonly Check[] {
  const fleets = [...new Set(settings.projects.map(one => one.fleet))];
  return fleets.map(fleet => ({
    check: 'fleets',
    subject: fleet,
    access: {project: fleet, role: 'roles/gkehub.viewer'},
    async run(deps) {
      const mesh = await meshOf(deps, fleet);
      if (mesh.kind === 'not-enabled') {
        const enable = `gcloud container fleet mesh enable --project=${fleet}`;
        return [found('broken', 'no-mesh', {}, enable)];
      }
      const {memberships, unreachable} = mesh;
      if (unreachable.length > 0) {
        const params = {locations: unreachable.join(', ')};
        const look = `gcloud container fleet mesh describe --project=${fleet}`;
        return [found('warning', 'mesh-partly', params, look)];
      }
      return [ok('mesh', {count: memberships.length})];
    },
  }));
}
