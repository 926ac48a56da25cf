resource "google_project_iam_binding" "log" {
  project = "shop-prod"
  role    = "roles/logging.viewer"
  members = ["user:jane@example.com"]
}
