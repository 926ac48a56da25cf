# With a key of one's own, each of Google's services that stores something has to be let use it.

locals {
  _storing_agents = var.kms_key == null ? {} : merge(
    {
      for service in local.agents
      : service => google_project_service_identity.agents[service].member
    },
    {
      "storage.googleapis.com" = "serviceAccount:${data.google_storage_project_service_account.agent["storage"].email_address}"
    },
  )
  # What is encrypted waits for the grants.
  kms_key = (
    var.kms_key == null
    ? null
    : values(google_kms_crypto_key_iam_member.agents)[0].crypto_key_id
  )
}

data "google_storage_project_service_account" "agent" {
  for_each   = toset(var.kms_key == null ? [] : ["storage"])
  project    = var.project_id
  depends_on = [time_sleep.apis]
}

resource "google_kms_crypto_key_iam_member" "agents" {
  for_each      = local._storing_agents
  crypto_key_id = var.kms_key
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = each.value
}
