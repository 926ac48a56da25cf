resource "google_project_service" "mesh" {
  for_each = toset(["networksecurity.googleapis.com", "networkservices.googleapis.com", "trafficdirector.googleapis.com"])

  project = "shop-fleet"
  service = each.value
}
