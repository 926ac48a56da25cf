resource "google_project_iam_binding" "all" {
  for_each = { "roles/logging.viewer" = [], "roles/anthosservicemesh.serviceAgent" = ["serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com", "user:jane@example.com"] }

  project = "shop-prod"
  role    = each.key
  members = each.value
}
