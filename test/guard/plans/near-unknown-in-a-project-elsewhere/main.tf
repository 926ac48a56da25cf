resource "terraform_data" "person" {
  input = "user:jane@example.com"
}

resource "google_project_iam_binding" "mesh" {
  project = "other-team"
  role    = "roles/anthosservicemesh.serviceAgent"
  members = [terraform_data.person.output]
}
