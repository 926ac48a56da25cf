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
  projects = [
    { id = "shop-prod", number = "415104041262" },
  ]
}

output "mesh_responder" {
  description = "Everything that the module says of itself."
  value       = module.mesh_responder
}
