resource "google_project_iam_binding" "mesh" {
  for_each = toset(["other-team", "shop-fleet", "shop-prod"])

  project = each.key
  role    = "roles/anthosservicemesh.serviceAgent"
  members = ["user:jane@example.com"]
}
