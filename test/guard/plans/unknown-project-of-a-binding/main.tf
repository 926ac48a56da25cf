resource "terraform_data" "project" {
  input = "shop-prod"
}

resource "google_project_iam_binding" "mesh" {
  project = terraform_data.project.output
  role    = "roles/anthosservicemesh.serviceAgent"
  members = ["user:jane@example.com"]
}
