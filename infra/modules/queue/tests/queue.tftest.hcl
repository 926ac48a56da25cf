# What must hold of every queue. Providers are mocked: this needs neither credentials nor a project.

mock_provider "google" {
  override_resource {
    target = google_pubsub_topic.topic
    values = { id = "projects/p-responder/topics/work" }
  }
  override_resource {
    target = google_pubsub_topic.dead
    values = { id = "projects/p-responder/topics/work-dead" }
  }
}

variables {
  project_id           = "p-responder"
  name                 = "work"
  ack_deadline_seconds = 150
  pubsub_agent         = "serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com"
  push = {
    endpoint        = "https://respond-abc-ew.a.run.app"
    service_account = "push@p-responder.iam.gserviceaccount.com"
  }
}

run "pushes_with_a_token_and_loses_nothing" {
  assert {
    condition     = google_pubsub_subscription.push.push_config[0].oidc_token[0].service_account_email == "push@p-responder.iam.gserviceaccount.com"
    error_message = "A push carries the token of its service account."
  }
  assert {
    condition     = google_pubsub_subscription.push.push_config[0].oidc_token[0].audience == google_pubsub_subscription.push.push_config[0].push_endpoint
    error_message = "The token is for this function only."
  }
  assert {
    condition     = google_pubsub_subscription.push.dead_letter_policy[0].dead_letter_topic == google_pubsub_topic.dead.id
    error_message = "What cannot be delivered goes to the dead letters."
  }
  assert {
    condition     = google_pubsub_subscription.push.retry_policy[0].minimum_backoff == "10s" && google_pubsub_subscription.push.retry_policy[0].maximum_backoff == "600s"
    error_message = "Deliveries are tried again with a growing pause."
  }
  assert {
    condition     = google_pubsub_subscription.push.expiration_policy[0].ttl == "" && google_pubsub_subscription.dead.expiration_policy[0].ttl == ""
    error_message = "No subscription expires."
  }
  assert {
    condition     = google_pubsub_subscription.dead.topic == google_pubsub_topic.dead.id
    error_message = "The dead letters are kept by a subscription."
  }
  assert {
    condition     = google_pubsub_topic_iam_member.dead.member == var.pubsub_agent && google_pubsub_topic_iam_member.dead.role == "roles/pubsub.publisher" && google_pubsub_topic_iam_member.dead.topic == google_pubsub_topic.dead.id
    error_message = "Pub/Sub may publish on the dead letters' topic."
  }
  assert {
    condition     = google_pubsub_subscription_iam_member.dead.member == var.pubsub_agent && google_pubsub_subscription_iam_member.dead.role == "roles/pubsub.subscriber" && google_pubsub_subscription_iam_member.dead.subscription == "work"
    error_message = "Pub/Sub may acknowledge what it has moved."
  }
  assert {
    condition     = google_service_account_iam_member.token.role == "roles/iam.serviceAccountOpenIdTokenCreator" && google_service_account_iam_member.token.member == var.pubsub_agent
    error_message = "Pub/Sub may make the token, and no other credential."
  }
}

run "refuses_a_deadline_that_pubsub_refuses" {
  command = plan
  variables {
    ack_deadline_seconds = 601
  }
  expect_failures = [var.ack_deadline_seconds]
}
