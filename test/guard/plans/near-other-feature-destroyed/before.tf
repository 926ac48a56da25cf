resource "google_gke_hub_feature" "sync" {
  project  = "shop-fleet"
  name     = "configmanagement"
  location = "global"
}

resource "google_gke_hub_feature_membership" "sync" {
  project             = "shop-fleet"
  location            = "global"
  feature             = "configmanagement"
  membership          = "prod-eu-1"
  membership_location = "europe-west1"

  configmanagement {
    version = "1.19.0"
  }
}

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
