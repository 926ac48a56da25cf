# entries: sinks -> intake. work: intake -> respond. The names are the topics' in functions.json.

locals {
  queues = {
    for name, one in local.functions : one.topic => {
      function             = name
      ack_deadline_seconds = one.timeout_seconds + 30
    } if one.topic != null
  }
}

module "queues" {
  source               = "./modules/queue"
  for_each             = local.queues
  project_id           = var.project_id
  name                 = "${var.name}-${each.key}"
  labels               = var.labels
  kms_key              = local.kms_key
  ack_deadline_seconds = each.value.ack_deadline_seconds
  pubsub_agent         = google_project_service_identity.agents["pubsub.googleapis.com"].member
  push = {
    endpoint        = google_cloudfunctions2_function.functions[each.value.function].service_config[0].uri
    service_account = google_service_account.accounts["push-${each.value.function}"].email
  }
}

resource "google_pubsub_topic_iam_member" "work" {
  for_each = {
    for name, one in local.functions : name => one if contains(one.rights, "work")
  }
  project = var.project_id
  topic   = module.queues["work"].topic
  role    = "roles/pubsub.publisher"
  member  = google_service_account.accounts[each.key].member
}
