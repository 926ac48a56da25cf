# One identity for one purpose, none used twice:
#   NAME-FUNCTION       what a function runs as
#   NAME-push-FUNCTION  who may call it: its subscription
#   NAME-sweep          who may call respond each minute: the scheduler
#   NAME-build          who builds the functions' images

locals {
  _accounts = merge(
    {
      for name, one in local.functions
      : name => "Runs the function ${name}: ${one.purpose}"
    },
    {
      for name, one in local.functions
      : "push-${name}" => "Calls the function ${name} for its subscription"
      if one.topic != null
    },
    {
      build = "Builds the functions' images"
      sweep = "Calls respond each minute"
    },
  )
}

resource "google_service_account" "accounts" {
  for_each     = local._accounts
  project      = var.project_id
  account_id   = "${var.name}-${each.key}"
  display_name = "${var.name} ${each.key}"
  description  = each.value
  depends_on   = [time_sleep.apis]
}
