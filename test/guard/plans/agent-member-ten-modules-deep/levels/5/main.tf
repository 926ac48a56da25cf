variable "on" {
  type = bool
}

module "level" {
  source = "../6"
  on     = var.on
}
