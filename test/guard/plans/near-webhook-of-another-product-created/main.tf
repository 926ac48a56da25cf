resource "kubernetes_mutating_webhook_configuration_v1" "certs" {
  metadata {
    name = "cert-manager-webhook"
  }

  webhook {
    name                      = "webhook.cert-manager.io"
    admission_review_versions = ["v1"]
    side_effects              = "None"

    client_config {
      service {
        name      = "cert-manager-webhook"
        namespace = "cert-manager"
        path      = "/mutate"
      }
    }

    namespace_selector {
      match_labels = {
        "cert-manager" = "enabled"
      }
    }

    rule {
      api_groups   = [""]
      api_versions = ["v1"]
      operations   = ["CREATE"]
      resources    = ["pods"]
    }
  }
}
