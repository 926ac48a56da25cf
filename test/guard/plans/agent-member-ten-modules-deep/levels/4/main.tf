variable "on" {
  type = bool
}

module "level" {
  source = "../5"
  on     = var.on
}
