variable "on" {
  type = bool
}

module "level" {
  source = "../7"
  on     = var.on
}
