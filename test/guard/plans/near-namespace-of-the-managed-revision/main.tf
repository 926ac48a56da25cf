resource "kubernetes_namespace_v1" "shop" {
  metadata {
    name = "shop"

    labels = {
      "istio.io/rev" = "asm-managed"
    }
  }
}
