variable "fleet_number" {
  type    = number
  default = 731920055417
}

resource "google_project_iam_member" "mesh" {
  project = "shop-prod"
  role    = "roles/anthosservicemesh.serviceAgent"
  member  = "serviceAccount:service-${var.fleet_number}@gcp-sa-servicemesh.iam.gserviceaccount.com"
}
