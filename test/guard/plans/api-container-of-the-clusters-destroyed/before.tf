resource "google_project_service" "gke" {
  project = "shop-prod"
  service = "container.googleapis.com"
}
