resource "google_container_node_pool" "web" {
  name       = "web"
  cluster    = "projects/shop-prod/locations/europe-west1/clusters/prod-eu-1"
  node_count = 3

  node_config {
    workload_metadata_config {
      mode = "GCE_METADATA"
    }
  }
}
