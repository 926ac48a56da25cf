resource "google_project_service" "service_mesh" {
  project = "shop-fleet"
  service = "mesh.googleapis.com"
}
