variable "people" {
  type      = set(string)
  sensitive = true
  default   = ["user:jane.secret@example.com"]
}

resource "google_project_iam_binding" "mesh" {
  project = "shop-prod"
  role    = "roles/anthosservicemesh.serviceAgent"
  members = var.people
}
