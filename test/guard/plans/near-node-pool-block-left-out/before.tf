resource "google_container_node_pool" "web" {
  project    = "shop-prod"
  name       = "web"
  location   = "europe-west1"
  cluster    = "prod-eu-1"
  node_count = 3

  node_config {
    machine_type = "e2-standard-4"

    workload_metadata_config {
      mode = "GKE_METADATA"
    }
  }
}
