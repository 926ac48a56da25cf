mock_resource "google_project_service_identity" {
  defaults = { member = "serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com" }
}

override_resource {
  target = google_project_service_identity.agents["iap.googleapis.com"]
  values = { member = "serviceAccount:service-112233445566@gcp-sa-iap.iam.gserviceaccount.com" }
}
