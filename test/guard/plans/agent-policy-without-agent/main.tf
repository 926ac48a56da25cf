data "google_iam_policy" "project" {
  binding {
    role    = "roles/owner"
    members = ["user:jane@example.com"]
  }
}

resource "google_project_iam_policy" "project" {
  project     = "shop-prod"
  policy_data = data.google_iam_policy.project.policy_data
}
