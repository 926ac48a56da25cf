import {googleError, type Answer} from '../http/answer.ts';
import {disabledSentence, titleOf} from '../entries/control-plane.ts';
import type {Project} from '../world/world.ts';

/** What Google answers about a project that does not exist or that the caller may not see: the same. */
export function strangerProject(name: string): Answer {
  return googleError(403, `Permission denied on resource project ${name}.`, {
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'CONSUMER_INVALID',
        domain: 'googleapis.com',
        metadata: {consumer: `projects/${name}`},
      },
    ],
  });
}

/** What every Google API answers while it is off in the project that calls it. */
export function serviceDisabled(project: Pick<Project, 'number'>, service: string): Answer {
  const activationUrl = `https://console.developers.google.com/apis/api/${service}/overview?project=${project.number}`;
  return googleError(403, disabledSentence(service, project.number), {
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'SERVICE_DISABLED',
        domain: 'googleapis.com',
        metadata: {
          service,
          serviceTitle: titleOf(service),
          consumer: `projects/${project.number}`,
          containerInfo: project.number,
          activationUrl,
        },
      },
    ],
  });
}
