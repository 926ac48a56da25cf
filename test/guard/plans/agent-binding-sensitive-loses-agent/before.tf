variable "people" {
  type      = set(string)
  sensitive = true
  default   = ["user:jane.secret@example.com", "serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com"]
}

resource "google_project_iam_binding" "mesh" {
  project = "shop-prod"
  role    = "roles/anthosservicemesh.serviceAgent"
  members = var.people
}
