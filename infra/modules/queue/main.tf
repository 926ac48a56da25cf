# A topic that pushes to one function. The subscription is ours, not Eventarc's: those get neither
# dead letters nor an acknowledgement deadline from Terraform.
# https://github.com/hashicorp/terraform-provider-google/issues/25069

resource "google_pubsub_topic" "topic" {
  project      = var.project_id
  name         = var.name
  kms_key_name = var.kms_key
  labels       = var.labels
}

resource "google_pubsub_subscription" "push" {
  project                    = var.project_id
  name                       = var.name
  topic                      = google_pubsub_topic.topic.id
  ack_deadline_seconds       = var.ack_deadline_seconds
  message_retention_duration = "604800s"
  labels                     = var.labels

  push_config {
    push_endpoint = var.push.endpoint
    oidc_token {
      service_account_email = var.push.service_account
      audience              = var.push.endpoint
    }
  }

  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "600s"
  }

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.dead.id
    max_delivery_attempts = var.max_delivery_attempts
  }

  # Never: a mesh may be well for longer than the 31 days after which Pub/Sub forgets a subscription.
  expiration_policy {
    ttl = ""
  }

  # Without these it would be acknowledged as a dead letter and lost.
  depends_on = [
    google_pubsub_subscription.dead,
    google_pubsub_topic_iam_member.dead,
    google_service_account_iam_member.token,
  ]
}

resource "google_pubsub_topic" "dead" {
  project      = var.project_id
  name         = "${var.name}-dead"
  kms_key_name = var.kms_key
  labels       = var.labels
}

# A dead-letter topic without a subscription keeps nothing.
resource "google_pubsub_subscription" "dead" {
  project                    = var.project_id
  name                       = "${var.name}-dead"
  topic                      = google_pubsub_topic.dead.id
  message_retention_duration = "1209600s"
  labels                     = var.labels

  expiration_policy {
    ttl = ""
  }
}
