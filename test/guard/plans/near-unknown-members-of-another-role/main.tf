resource "terraform_data" "person" {
  input = "user:jane@example.com"
}

resource "google_project_iam_binding" "log" {
  project = "shop-prod"
  role    = "roles/logging.viewer"
  members = [terraform_data.person.output]
}
