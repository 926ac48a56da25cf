variable "on" {
  type = bool
}

module "level" {
  source = "../9"
  on     = var.on
}
