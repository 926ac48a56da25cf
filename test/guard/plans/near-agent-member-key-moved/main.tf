moved {
  from = google_project_iam_member.mesh["prod"]
  to   = google_project_iam_member.mesh["shop-prod"]
}

resource "google_project_iam_member" "mesh" {
  for_each = toset(["shop-prod"])

  project = each.key
  role    = "roles/anthosservicemesh.serviceAgent"
  member  = "serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com"
}
