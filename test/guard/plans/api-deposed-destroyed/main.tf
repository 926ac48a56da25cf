resource "google_project_service" "mesh" {
  project = "other-team"
  service = "mesh.googleapis.com"

  lifecycle {
    create_before_destroy = true
  }

}
