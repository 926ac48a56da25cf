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
  mode       = "approve"
  projects = [
    { id = "shop-fleet", number = "731920055417" },
    { id = "shop-prod", number = "415104041262", fleet = "shop-fleet" },
  ]
  console = {
    domain  = "mesh.shop.example"
    members = ["group:platform@shop.example", "group:oncall@shop.example"]
  }
  # Nobody clicks in a chat here; people answer in the console and at the command.
  interact       = {}
  approval_rules = [{ people = ["mina@shop.example", "joon@shop.example"] }]
}

output "mesh_responder" {
  description = "Everything that the module says of itself."
  value       = module.mesh_responder
}
