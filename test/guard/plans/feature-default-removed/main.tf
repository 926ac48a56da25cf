resource "google_gke_hub_feature" "mesh" {
  project  = "shop-fleet"
  name     = "servicemesh"
  location = "global"
}
