output "dead_letter_subscription" {
  description = "Name of the subscription that keeps the dead letters."
  value       = google_pubsub_subscription.dead.name
}

output "subscription" {
  description = "Name of the push subscription, once dead letters can leave it."
  value       = google_pubsub_subscription.push.name
  depends_on  = [google_pubsub_subscription_iam_member.dead]
}

output "topic" {
  description = "Full name of the topic: projects/P/topics/T."
  value       = google_pubsub_topic.topic.id
}
