resource "google_project_service" "td" {
  project = "shop-prod"
  service = "trafficdirector.googleapis.com"
}
