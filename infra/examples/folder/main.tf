variable "archive" {
  description = "The bundle to deploy: its folder, or a .zip file. Null: dist/functions."
  type        = string
  default     = null
}

module "mesh_responder" {
  source     = "../.."
  archive    = var.archive
  project_id = "shop-responder"
  region     = "europe-west4"
  mode       = "auto"
  # To turn the Connect Gateway API on, and not to touch any policy.
  actions           = ["enable-service"]
  sink_parent       = { folder = "604418273951" }
  role_organization = "118290374655"
  projects = [
    { id = "shop-fleet", number = "731920055417" },
    { id = "shop-prod", number = "415104041262", fleet = "shop-fleet" },
  ]
}

output "mesh_responder" {
  description = "Everything that the module says of itself."
  value       = module.mesh_responder
}
