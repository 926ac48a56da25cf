variable "on" {
  type = bool
}

module "level" {
  source = "../8"
  on     = var.on
}
