resource "google_gke_hub_feature" "mesh" {
  project  = "shop-fleet"
  name     = "servicemesh"
  location = "global"

  fleet_default_member_config {
    mesh {
      management = "MANAGEMENT_AUTOMATIC"
    }
  }
}
