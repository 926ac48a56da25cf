import {ask, type InspectDeps, textOf} from '../client/answers.ts';
import {iamCredentials} from '../client/inspect-clients.ts';

const scope = ['https://www.googleapis.com/auth/cloud-platform'];

/**
 * The same calls as a service account: with a token of five minutes, which whoever runs this may make
 * with `roles/iam.serviceAccountTokenCreator` on it. The token is kept here alone.
 * https://docs.cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken
 * @throws CallError.
 */
export async function impersonated(deps: InspectDeps, account: string): Promise<InspectDeps> {
  const name = `projects/-/serviceAccounts/${account}`;
  const token = await ask(
    deps,
    'iamcredentials serviceAccounts.generateAccessToken',
    async options => {
      const requestBody = {scope, lifetime: '300s'};
      const {serviceAccounts} = (await iamCredentials()).projects;
      return serviceAccounts.generateAccessToken({name, requestBody}, options);
    },
    data => textOf(data, 'accessToken'),
  );
  return {...deps, account, authorise: () => Promise.resolve({authorization: `Bearer ${token}`})};
}
