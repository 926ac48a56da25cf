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
  locale     = "ko"
  projects = [
    { id = "shop-prod", number = "415104041262" },
  ]
  chat = {
    slack       = { webhook_secret = "slack-webhook" }
    google_chat = { webhook_secret = "chat-webhook" }
  }
}

output "mesh_responder" {
  description = "Everything that the module says of itself."
  value       = module.mesh_responder
}
