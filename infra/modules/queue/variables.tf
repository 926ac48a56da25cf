variable "ack_deadline_seconds" {
  description = "How long a delivery may take; longer than the function's own timeout, so that no message is delivered again while it is worked on."
  type        = number
  nullable    = false

  validation {
    condition     = var.ack_deadline_seconds >= 10 && var.ack_deadline_seconds <= 600
    error_message = "ack_deadline_seconds must lie between 10 and 600."
  }
}

variable "kms_key" {
  description = "Full name of the Cloud KMS key of the topics. Null: Google's own."
  type        = string
  default     = null
}

variable "labels" {
  description = "Labels of topics and subscriptions."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "max_delivery_attempts" {
  description = "So often a message is delivered before it is a dead letter; with the backoff below, 20 are about two and a half hours."
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition     = var.max_delivery_attempts >= 5 && var.max_delivery_attempts <= 100
    error_message = "max_delivery_attempts must lie between 5 and 100."
  }
}

variable "name" {
  description = "Name of topic and subscription; the dead letters' have the suffix -dead."
  type        = string
  nullable    = false
}

variable "project_id" {
  description = "The project of topics and subscriptions."
  type        = string
  nullable    = false
}

variable "pubsub_agent" {
  description = "Pub/Sub's own service agent in the project, as an IAM member: it moves dead letters and makes the tokens."
  type        = string
  nullable    = false
}

variable "push" {
  description = "Where messages go: the function's run.app address, and the service account that calls it."
  type = object({
    endpoint        = string
    service_account = string
  })
  nullable = false
}
