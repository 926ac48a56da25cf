resource "google_container_cluster" "sandbox" {
  project             = "shop-prod"
  name                = "sandbox-1"
  location            = "europe-west1"
  initial_node_count  = 1
  deletion_protection = false

  workload_identity_config {}
}

resource "google_container_node_pool" "web" {
  project    = "shop-prod"
  name       = "web"
  location   = "europe-west1"
  cluster    = "sandbox-1"
  node_count = 3

  node_config {
    machine_type = "e2-standard-4"

    workload_metadata_config {
      mode = "GCE_METADATA"
    }
  }
}
