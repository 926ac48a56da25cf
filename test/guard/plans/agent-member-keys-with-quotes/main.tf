resource "google_project_iam_member" "mesh" {
  for_each = { "한국" = "shop-prod" }

  project = each.value
  role    = "roles/viewer"
  member  = "serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com"
}
