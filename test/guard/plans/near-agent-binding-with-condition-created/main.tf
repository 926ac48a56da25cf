resource "google_project_iam_binding" "mesh" {
  project = "shop-prod"
  role    = "roles/anthosservicemesh.serviceAgent"
  members = ["user:jane@example.com"]

  condition {
    title      = "until new year"
    expression = "request.time < timestamp(\"2027-01-01T00:00:00Z\")"
  }
}
