resource "google_project_iam_custom_role" "reader" {
  project     = "shop-prod"
  role_id     = "meshReader"
  title       = "Mesh reader"
  permissions = ["gkehub.features.get", "gkehub.memberships.list"]
}
