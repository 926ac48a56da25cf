# A dead letter is published on one topic and acknowledged on the other subscription.
resource "google_pubsub_topic_iam_member" "dead" {
  project = var.project_id
  topic   = google_pubsub_topic.dead.id
  role    = "roles/pubsub.publisher"
  member  = var.pubsub_agent
}

resource "google_pubsub_subscription_iam_member" "dead" {
  project      = var.project_id
  subscription = google_pubsub_subscription.push.name
  role         = "roles/pubsub.subscriber"
  member       = var.pubsub_agent
}

# Its project-wide role allows this already, unless somebody has taken that away.
resource "google_service_account_iam_member" "token" {
  service_account_id = "projects/${var.project_id}/serviceAccounts/${var.push.service_account}"
  role               = "roles/iam.serviceAccountOpenIdTokenCreator"
  member             = var.pubsub_agent
}
