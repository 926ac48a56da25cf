resource "google_project_service" "gateway" {
  project = "shop-fleet"
  service = "connectgateway.googleapis.com"
}
