variable "on" {
  type = bool
}

module "level" {
  source = "../10"
  on     = var.on
}
