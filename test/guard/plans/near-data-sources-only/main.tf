data "google_project" "fleet" {
  project_id = "shop-fleet"
}

data "google_iam_policy" "owners" {
  binding {
    role    = "roles/owner"
    members = ["user:jane@example.com"]
  }
}

output "number" {
  value = data.google_project.fleet.number
}
