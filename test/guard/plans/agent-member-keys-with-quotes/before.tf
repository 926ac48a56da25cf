resource "google_project_iam_member" "mesh" {
  for_each = { "eu [\"a.b\"] \\ x" = "shop-prod", "module.x[\"y\"]" = "shop-fleet", "한국" = "shop-prod" }

  project = each.value
  role    = each.key == "한국" ? "roles/viewer" : "roles/anthosservicemesh.serviceAgent"
  member  = "serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com"
}
