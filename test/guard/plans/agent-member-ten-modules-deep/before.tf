module "level" {
  source = "./levels/1"
  on     = true
}
