provider "kubernetes" {
  config_path = "/dev/null"
}
