resource "google_project_service" "mesh" {
  project = "731920055417"
  service = "mesh.googleapis.com"
}
