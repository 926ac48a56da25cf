resource "google_project_service" "hub" {
  service = "gkehub.googleapis.com"
}
