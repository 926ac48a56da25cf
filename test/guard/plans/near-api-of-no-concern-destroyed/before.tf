resource "google_project_service" "translate" {
  project = "shop-fleet"
  service = "translate.googleapis.com"
}
