variable "on" {
  type = bool
}

module "level" {
  source = "../3"
  on     = var.on
}
