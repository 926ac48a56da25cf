resource "google_project_service" "mesh" {
  project = "shop-fleet"
  service = "mesh.googleapis.com"

  disable_on_destroy = false
}
