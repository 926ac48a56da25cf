provider "google-beta" {
  project = "shop-fleet"
}
