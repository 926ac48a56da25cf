variable "on" {
  type = bool
}

module "level" {
  source = "../2"
  on     = var.on
}
