variable "on" {
  type = bool
}

module "level" {
  source = "../4"
  on     = var.on
}
