# Where incidents live, and, in a database of its own, what the guard goes by: approvals, the pause, breakers,
# budgets. Indexes and expiring fields are the stores' own lists.

locals {
  _store = jsondecode(file("${local._functions_dir}/adapters/store/firestore/firestore.json"))
  # The resource of each database, and what it has, by a prefix for its keys.
  _lists = {
    ""       = { database = google_firestore_database.incidents.name, list = local._store }
    "guard/" = { database = google_firestore_database.guard.name, list = local._store.guard }
  }
  _indexes = merge([
    for prefix, one in local._lists : {
      for index in one.list.indexes
      : join("/", concat(
        ["${prefix}${index.collection}"],
        [for field in index.fields : "${field.field} ${field.order}"]
      )) => merge(index, { database = one.database })
    }
  ]...)
  _expiring = merge([
    for prefix, one in local._lists : {
      for field in one.list.ttl
      : "${prefix}${field.collection}/${field.field}" => merge(field, { database = one.database })
    }
  ]...)
  # Never searched for; an index of them would cost with each write, and has a limit of size.
  _unindexed = merge([
    for prefix, one in local._lists : {
      for field in one.list.unindexed
      : "${prefix}${field.collection}/${field.field}" => merge(field, { database = one.database })
    }
  ]...)
}

resource "google_firestore_database" "incidents" {
  project     = var.project_id
  name        = local.database
  location_id = coalesce(var.firestore.location, var.region)
  type        = "FIRESTORE_NATIVE"
  delete_protection_state = (
    var.deletion_protection
    ? "DELETE_PROTECTION_ENABLED"
    : "DELETE_PROTECTION_DISABLED"
  )
  deletion_policy = var.deletion_protection ? "ABANDON" : "DELETE"
  point_in_time_recovery_enablement = (
    var.firestore.point_in_time_recovery
    ? "POINT_IN_TIME_RECOVERY_ENABLED"
    : "POINT_IN_TIME_RECOVERY_DISABLED"
  )

  dynamic "cmek_config" {
    for_each = local.kms_key == null ? [] : [local.kms_key]
    content {
      kms_key_name = cmek_config.value
    }
  }

  depends_on = [time_sleep.apis]
}

# Intake's identity cannot open it: IAM conditions reach a database, and no deeper.
resource "google_firestore_database" "guard" {
  project     = var.project_id
  name        = local.guard_database
  location_id = coalesce(var.firestore.location, var.region)
  type        = "FIRESTORE_NATIVE"
  delete_protection_state = (
    var.deletion_protection
    ? "DELETE_PROTECTION_ENABLED"
    : "DELETE_PROTECTION_DISABLED"
  )
  deletion_policy = var.deletion_protection ? "ABANDON" : "DELETE"
  point_in_time_recovery_enablement = (
    var.firestore.point_in_time_recovery
    ? "POINT_IN_TIME_RECOVERY_ENABLED"
    : "POINT_IN_TIME_RECOVERY_DISABLED"
  )

  dynamic "cmek_config" {
    for_each = local.kms_key == null ? [] : [local.kms_key]
    content {
      kms_key_name = cmek_config.value
    }
  }

  depends_on = [time_sleep.apis]
}

resource "google_firestore_index" "indexes" {
  for_each    = local._indexes
  project     = var.project_id
  database    = each.value.database
  collection  = each.value.collection
  query_scope = "COLLECTION"

  dynamic "fields" {
    for_each = each.value.fields
    content {
      field_path = fields.value.field
      order      = fields.value.order
    }
  }
}

resource "google_firestore_field" "expiring" {
  for_each   = local._expiring
  project    = var.project_id
  database   = each.value.database
  collection = each.value.collection
  field      = each.value.field

  ttl_config {}
}

resource "google_firestore_field" "unindexed" {
  for_each   = local._unindexed
  project    = var.project_id
  database   = each.value.database
  collection = each.value.collection
  field      = each.value.field

  index_config {}
}

# In this database alone.
# https://docs.cloud.google.com/firestore/native/docs/manage-databases
resource "google_project_iam_member" "store" {
  for_each = merge(
    { for name, one in local.functions : name => "roles/datastore.user" if contains(one.rights, "store") },
    { for name, one in local.functions : name => "roles/datastore.viewer" if contains(one.rights, "look") },
  )
  project = var.project_id
  role    = each.value
  member  = google_service_account.accounts[each.key].member

  condition {
    title       = "only-the-incidents"
    description = "The responder's database."
    expression  = "resource.name == 'projects/${var.project_id}/databases/${local.database}'"
  }
}

resource "google_project_iam_member" "guard" {
  for_each = merge(
    { for name, one in local.functions : name => "roles/datastore.user" if contains(one.rights, "guard") },
    { for name, one in local.functions : name => "roles/datastore.viewer" if contains(one.rights, "look-guard") },
  )
  project = var.project_id
  role    = each.value
  member  = google_service_account.accounts[each.key].member

  condition {
    title       = "only-the-guard"
    description = "The database of approvals, pause, breakers and budgets."
    expression  = "resource.name == 'projects/${var.project_id}/databases/${local.guard_database}'"
  }
}
