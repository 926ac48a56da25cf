resource "google_project_service" "compute" {
  project = "shop-prod"
  service = "compute.googleapis.com"

  disable_dependent_services = true
}
