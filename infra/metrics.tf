# Log-based metrics: each counts one line of the functions, and names it in metrics.json by the message
# that the code gives it. test/infra compares messages and fields with the code.

locals {
  _metrics = jsondecode(file("${path.module}/metrics.json"))
  metrics = {
    for key, one in local._metrics : key => {
      name        = "${var.name}/${key}"
      type        = "logging.googleapis.com/user/${var.name}/${key}"
      description = one.description
      labels      = try(one.labels, {})
      value       = try(one.value, null)
      filter = join("\n", concat(
        [local.own_lines, "jsonPayload.message=\"mesh-responder: ${one.message}\""],
        [
          for field, wanted in try(one.where, {}) : format(
            "jsonPayload.responder.%s=(%s)",
            field,
            join(" OR ", [for value in flatten([wanted]) : "\"${value}\""])
          )
        ],
        try(one.value, null) == null ? [] : ["jsonPayload.responder.${one.value}>=0"],
      ))
    }
  }
}

resource "google_logging_metric" "metrics" {
  for_each    = local.metrics
  project     = var.project_id
  name        = each.value.name
  description = each.value.description
  filter      = each.value.filter
  label_extractors = {
    for label, field in each.value.labels : label => "EXTRACT(jsonPayload.responder.${field})"
  }
  value_extractor = (
    each.value.value == null ? null : "EXTRACT(jsonPayload.responder.${each.value.value})"
  )

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = each.value.value == null ? "INT64" : "DISTRIBUTION"
    unit         = each.value.value == null ? "1" : "s"
    display_name = each.value.description

    dynamic "labels" {
      for_each = each.value.labels
      content {
        key        = labels.key
        value_type = "STRING"
      }
    }
  }

  # From a second to four days. The objective cuts at 60, and a cut is exact only on a bound.
  dynamic "bucket_options" {
    for_each = each.value.value == null ? [] : ["explicit"]
    content {
      explicit_buckets {
        bounds = [
          0, 1, 2, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1800, 3600, 7200, 14400, 43200,
          86400, 345600,
        ]
      }
    }
  }

  depends_on = [time_sleep.apis]
}

# A metric that was just made is not yet known to Monitoring, which refuses alerts on it.
resource "time_sleep" "metrics" {
  create_duration = "60s"
  triggers        = { metrics = join(",", sort(keys(local.metrics))) }
  depends_on      = [google_logging_metric.metrics]
}
