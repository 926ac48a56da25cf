/** Commands of the pages that no test runs, in one line each, by the reason why not. */
export const notRun: Readonly<Record<string, readonly string[]>> = {
  'It is what runs this test.': [
    'npm test',
    'npm ci && npm test',
    'npm test -- test/filter/parse.test.ts',
    "npm test -- test/filter/parse.test.ts -g 'binds OR'",
    'npm run check',
  ],
  'test/private-runbooks runs it beside the runbook of the guide.': [
    'npx mesh-responder classify --config responder.yaml entries.ndjson',
    'npx mesh-responder match --config responder.yaml --runbook route-deploy-refused entries.ndjson',
  ],
  'test/tools/bundle/package.test.ts takes the tarball apart where there is no registry.': [
    'npm install ./mesh-responder-VERSION.tgz',
    'npx mesh-responder play',
    'npx mesh-responder --version',
  ],
  'It fetches from the network.': [
    'git clone https://github.com/mesh-responder/mesh-responder && cd mesh-responder',
    'npm ci',
    'apt-get install chromium fonts-lato fonts-roboto-unhinted fonts-liberation fonts-noto-cjk fonts-noto-color-emoji',
  ],
  'It runs beside the tests, in the same check.': ['npm run typecheck', 'npm run lint'],
  'It takes minutes.': [
    'npm run bench -- --write --quick',
    'npm run bench -- start recognise',
    'npm run bench -- start --write',
    'npm run bench -- peers --only ours',
    'npm run bench -- peers --write',
  ],
  'It writes files of the repository.': ['UPDATE_REQUESTS=1 npm test -- test/e2e/requests.test.ts'],
  'It serves until it is stopped; test/support/function.ts starts the same process.': [
    'MESH_RESPONDER_CONFIG=responder.yaml MESH_RESPONDER_LOCAL=1 npx functions-framework --target=intake',
  ],
  'It asks a person to sign in with a browser.': ['gcloud auth application-default login'],
  'test/cli/commands/diff runs it with configurations of its own.': [
    'npx mesh-responder diff --base responder.yaml --config responder-auto.yaml --since 30d',
  ],
  'It pulls from a subscription, which the sandbox does not have.': [
    'npx mesh-responder replay --config responder.yaml --from dead-letter --since 1d --dry-run',
  ],
  'It needs a project of Google Cloud: the sandbox plays what the responder calls, not what it is deployed with.':
    [
      'gcloud services enable serviceusage.googleapis.com cloudresourcemanager.googleapis.com iam.googleapis.com storage.googleapis.com --project=PROJECT',
      'gcloud storage buckets create gs://PROJECT-terraform --project=PROJECT --location=REGION --uniform-bucket-level-access --public-access-prevention',
      'gcloud storage buckets update gs://PROJECT-terraform --versioning',
      'printf %s "$TOKEN" | gcloud secrets create slack-bot-token --project=PROJECT --data-file=-',
      'printf \'terraform {\\n  backend "gcs" {\\n    bucket = "PROJECT-terraform"\\n    prefix = "mesh-responder"\\n  }\\n}\\n\' > infra/backend.tf',
      'npm ci && npm run bundle',
      'terraform -chdir=infra init',
      'terraform -chdir=infra plan -var-file=../responder.tfvars -out=responder.tfplan',
      'terraform -chdir=infra apply responder.tfplan',
      'terraform -chdir=infra destroy -var-file=../responder.tfvars',
      'terraform -chdir=infra output -json configurations | jq .respond > responder.json',
      'gcloud logging read \'jsonPayload.message="mesh-responder: swept"\' --project=PROJECT --limit=3',
      'gcloud logging read \'protoPayload.authenticationInfo.principalEmail="mesh-responder-respond@PROJECT.iam.gserviceaccount.com" log_id("cloudaudit.googleapis.com/activity")\' --project=WATCHED --freshness=90d',
      'printf %s "$SIGNING_SECRET" | gcloud secrets create slack-signing-secret --project=PROJECT --data-file=-',
      'gcloud secrets versions access latest --secret=slack-signing-secret --project=PROJECT | gcloud secrets create slack-signing-secret-before --project=PROJECT --data-file=-',
      'printf %s "$SIGNING_SECRET" | gcloud secrets versions add slack-signing-secret --project=PROJECT --data-file=-',
      'terraform -chdir=infra output interact',
      "jq 'del(.interact)' responder.json > by-hand.json",
      "curl -s -o /dev/null -w '%{http_code}\\n' https://mesh-responder-interact-NUMBER.REGION.run.app",
      'gcloud logging read \'jsonPayload.message=("mesh-responder: a click changed nothing" OR "mesh-responder: a request was refused at the door")\' --project=PROJECT --limit=10',
      'gcloud run services update NAME-interact --project=PROJECT --region=REGION --no-invoker-iam-check',
      'gcloud iam service-accounts disable mesh-responder-respond@PROJECT.iam.gserviceaccount.com',
      'gcloud firestore export gs://BUCKET/incidents --database=mesh-responder --project=PROJECT',
      'gcloud firestore export gs://BUCKET/guard --database=mesh-responder-guard --project=PROJECT',
    ],
  'It needs a cluster outside of Google Cloud.': [
    'kubectl create clusterrole mesh-responder --verb=get,list --resource=namespaces,pods,deployments.apps,statefulsets.apps,daemonsets.apps,replicasets.apps,poddisruptionbudgets.policy,mutatingwebhookconfigurations.admissionregistration.k8s.io,validatingwebhookconfigurations.admissionregistration.k8s.io,controlplanerevisions.mesh.cloud.google.com',
    'gcloud container fleet memberships generate-gateway-rbac --membership=MEMBERSHIP --project=FLEET --users=NAME-respond@PROJECT.iam.gserviceaccount.com --role=clusterrole/mesh-responder --kubeconfig=KUBECONFIG --context=CONTEXT --apply',
  ],
};
