variable "actions" {
  description = "Ids of the actions that the responder may take. Null: every action there is. Each has a custom role of its own, granted where `mode` and `rules` let it be taken."
  type        = set(string)
  default     = null

  validation {
    condition = alltrue([
      for id in coalesce(var.actions, []) : fileexists(
        "${path.module}/../functions/actions/${id}/action.json"
      )
    ])
    error_message = "Each of actions must be the name of a folder in functions/actions that holds an action.json."
  }
}

variable "approvers" {
  description = "Who may approve and decline plans with the command, as members of IAM: group:platform@example.com, user:kim@example.com. They read the database of the incidents and write the one of approvals, pause, breakers and budgets, and get no other right. With `interact`, answers need none of it, and to leave this empty is the strict choice: only `pause`, `silence` and `breaker` at the command still write that database themselves."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for one in var.approvers : can(regex("^(user|group|serviceAccount):[^@ ]+@[^@ ]+$", one))
    ])
    error_message = "Each of approvers is user:, group: or serviceAccount: and an e-mail address: whoever answers is known by one."
  }
}

variable "approval_rules" {
  description = "Who may answer plans where `interact` takes the answers: the first that matches decides, and what none matches nobody can answer. people are e-mails, groups ids of user groups of Slack (S…) and e-mails of Google groups, whose members respond's account has to be allowed to see (the role Groups Reader of Google Workspace); votes: so many different people have to approve (null: one); except = \"who-caused-it\": not whoever made the change that broke it; \"who-asked\": not whoever asked for an undo; \"who-asked-or-caused-it\": neither. Written to the configuration as `approvers`."
  type = list(object({
    project = optional(string)
    folder  = optional(string)
    label   = optional(string)
    runbook = optional(string)
    people  = optional(list(string))
    groups  = optional(list(string))
    votes   = optional(number)
    except  = optional(string)
  }))
  default  = []
  nullable = false

  validation {
    condition = alltrue([
      for one in var.approval_rules : length(concat(coalesce(one.people, []), coalesce(one.groups, []))) > 0
    ])
    error_message = "approval_rules[*] names nobody: give people or groups."
  }
  validation {
    condition = alltrue(flatten([
      for one in var.approval_rules : [
        for group in coalesce(one.groups, []) : can(regex("^(S[A-Z0-9]{2,20}|[\\w.+%-]{1,64}@[\\w.-]{1,190})$", group))
      ]
    ]))
    error_message = "approval_rules[*].groups are ids of user groups of Slack, S…, or e-mails of Google groups."
  }
  validation {
    condition = alltrue([
      for one in var.approval_rules : one.votes == null ? true : (
        contains(range(1, 6), one.votes)
        && (one.groups != null || one.votes <= length(distinct([for email in coalesce(one.people, []) : lower(email)])))
      )
    ])
    error_message = "approval_rules[*].votes is a whole number from 1 to 5, and at most the people that the rule names; otherwise no plan would ever be approved."
  }
  validation {
    condition     = alltrue([for one in var.approval_rules : one.except == null || contains(["who-caused-it", "who-asked", "who-asked-or-caused-it"], coalesce(one.except, "-"))])
    error_message = "approval_rules[*].except is who-caused-it, who-asked, who-asked-or-caused-it, or left out."
  }
  validation {
    condition = alltrue([
      for one in var.approval_rules : one.project == null ? true : contains(var.projects[*].id, one.project)
    ])
    error_message = "approval_rules[*].project must be the id of a project in projects."
  }
  validation {
    condition = alltrue([
      for one in var.approval_rules : one.runbook == null ? true : anytrue([
        fileexists("${path.module}/../functions/runbooks/${one.runbook}/runbook.json"),
        var.private_runbooks == null
        ? false
        : fileexists("${coalesce(var.private_runbooks, ".")}/${one.runbook}/runbook.json"),
      ])
    ])
    error_message = "approval_rules[*].runbook must be the name of a folder in functions/runbooks or private_runbooks that holds a runbook.json."
  }
  validation {
    condition = alltrue([
      for one in var.approval_rules : one.folder == null && one.label == null ? true : anytrue([
        for it in var.projects : (
          coalesce(one.project, it.id) == it.id
          && (one.folder == null ? true : contains(coalesce(it.folders, []), one.folder))
          && (one.label == null ? true : contains([for key, value in coalesce(it.labels, {}) : "${key}=${value}"], one.label))
        )
      ])
    ])
    error_message = "approval_rules[*]: no project in projects has the project, folder and label (key=value) that it names."
  }
}

variable "archive" {
  description = "What is deployed: the folder that `npm run bundle` made, or a .zip file of its contents. Null: dist/functions of this repository."
  type        = string
  default     = null

  validation {
    condition = (
      endswith(coalesce(var.archive, "-"), ".zip")
      ? fileexists(coalesce(var.archive, "-"))
      : fileexists("${coalesce(var.archive, "${path.module}/../dist/functions")}/index.mjs")
    )
    error_message = "There is no bundle: no .zip file of that name, or no index.mjs in the folder. Make it with: npm ci && npm run bundle"
  }
}

variable "audit" {
  description = "The log bucket that keeps what the responder said and did, and for how long. Locked, it can be neither shortened nor deleted before its time, by nobody."
  type = object({
    retention_days = optional(number, 400)
    locked         = optional(bool, false)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.audit.retention_days >= 30 && var.audit.retention_days <= 3650
    error_message = "audit.retention_days must lie between 30 and 3650 days."
  }
}

variable "budgets" {
  description = "What one project may cost at most: changes in an hour, and announcements in each channel in a minute. Null: 10 and 60."
  type = object({
    repairs_per_hour    = optional(number, 10)
    messages_per_minute = optional(number, 60)
  })
  default = null

  validation {
    condition = var.budgets == null ? true : alltrue([
      contains(range(1, 101), var.budgets.repairs_per_hour),
      contains(range(1, 1001), var.budgets.messages_per_minute),
    ])
    error_message = "budgets: repairs_per_hour is a whole number from 1 to 100, messages_per_minute from 1 to 1000."
  }
}

variable "chat" {
  description = "Where incidents are announced. Secrets are named by the id that they have in Secret Manager in the responder's project; their values never reach Terraform. Slack takes either a webhook, or a bot token and a channel; Google Chat either a webhook, or the space that the Chat app posts to, spaces/ID."
  type = object({
    slack = optional(object({
      webhook_secret   = optional(string)
      bot_token_secret = optional(string)
      channel          = optional(string)
    }))
    google_chat = optional(object({
      webhook_secret = optional(string)
      space          = optional(string)
    }))
  })
  default  = {}
  nullable = false

  validation {
    condition = var.chat.slack == null || (
      try(var.chat.slack.webhook_secret, null) != null
      ? try(coalesce(var.chat.slack.bot_token_secret, var.chat.slack.channel), null) == null
      : (
        try(var.chat.slack.bot_token_secret, null) != null
        && try(var.chat.slack.channel, null) != null
      )
    )
    error_message = "chat.slack holds either webhook_secret alone, or bot_token_secret and channel."
  }
  validation {
    condition = var.chat.google_chat == null || (
      try(var.chat.google_chat.webhook_secret, null) != null
      ? try(var.chat.google_chat.space, null) == null
      : can(regex("^spaces/[A-Za-z0-9_-]{1,100}$", var.chat.google_chat.space))
    )
    error_message = "chat.google_chat holds either webhook_secret alone, or space: spaces/ and the last part of the space's address."
  }
  validation {
    condition = alltrue([
      for id in [
        try(var.chat.slack.webhook_secret, null),
        try(var.chat.slack.bot_token_secret, null),
        try(var.chat.google_chat.webhook_secret, null),
      ] : id == null || can(regex("^[A-Za-z0-9_-]{1,255}$", id))
    ])
    error_message = "A secret is given by its id in Secret Manager (letters, digits, - and _), never by its value or its full path."
  }
}

variable "routes" {
  description = "Places for some incidents, in order: the first that matches decides, and what none matches goes to `chat`. A route has the id of a channel of Slack, which needs the bot token of `chat`, or the secret of an incoming webhook, or both services; `mention` holds ids of people and groups that are called while an incident asks for a person."
  type = list(object({
    project = optional(string)
    folder  = optional(string)
    label   = optional(string)
    runbook = optional(string)
    states  = optional(list(string))
    slack = optional(object({
      webhook_secret = optional(string)
      channel        = optional(string)
    }))
    google_chat = optional(object({
      webhook_secret = optional(string)
      space          = optional(string)
    }))
    mention = optional(list(string))
  }))
  default  = []
  nullable = false

  validation {
    condition = alltrue([
      for one in var.routes : one.slack != null || one.google_chat != null
    ])
    error_message = "A route names a place: slack, google_chat or both."
  }
  validation {
    condition = alltrue([
      for one in var.routes : one.slack == null || (
        (try(one.slack.webhook_secret, null) == null) != (try(one.slack.channel, null) == null)
      )
    ])
    error_message = "slack of a route holds a channel, or webhook_secret alone."
  }
  validation {
    condition = alltrue([
      for one in var.routes : one.google_chat == null || (
        try(one.google_chat.webhook_secret, null) != null
        ? try(one.google_chat.space, null) == null
        : can(regex("^spaces/[A-Za-z0-9_-]{1,100}$", one.google_chat.space))
      )
    ])
    error_message = "google_chat of a route holds either webhook_secret alone, or space: spaces/ and the last part of the space's address."
  }
  validation {
    condition = alltrue(flatten([
      for one in var.routes : [
        for id in [try(one.slack.webhook_secret, null), try(one.google_chat.webhook_secret, null)]
        : id == null || can(regex("^[A-Za-z0-9_-]{1,255}$", id))
      ]
    ]))
    error_message = "A secret is given by its id in Secret Manager (letters, digits, - and _), never by its value or its full path."
  }
  validation {
    condition = alltrue([
      for one in var.routes : one.folder == null && one.label == null ? true : anytrue([
        for it in var.projects : (
          coalesce(one.project, it.id) == it.id
          && (one.folder == null ? true : contains(coalesce(it.folders, []), one.folder))
          && (one.label == null ? true : contains([for key, value in coalesce(it.labels, {}) : "${key}=${value}"], one.label))
        )
      ])
    ])
    error_message = "routes[*]: no project in projects has the project, folder and label (key=value) that it names."
  }
}

variable "paging" {
  description = "Who is paged when an incident asks for a person: the secret with the integration key of an Events API v2 integration of PagerDuty, by the id that it has in Secret Manager, the service region of the account (us or eu; null: us), and the states that page (null: all that ask for a person)."
  type = object({
    pager_duty = optional(object({
      routing_key_secret = string
      region             = optional(string)
      states             = optional(list(string))
    }))
  })
  default  = {}
  nullable = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,255}$", coalesce(try(var.paging.pager_duty.routing_key_secret, null), "none")))
    error_message = "A secret is given by its id in Secret Manager (letters, digits, - and _), never by its value or its full path."
  }

  validation {
    condition     = contains(["us", "eu"], coalesce(try(var.paging.pager_duty.region, null), "us"))
    error_message = "PagerDuty has the service regions us and eu."
  }
}

variable "webhooks" {
  description = "Programs that are told of every change that people see, by a signed event: an https address of a public host, and the secret that signs, by the id that it has in Secret Manager."
  type = list(object({
    url    = string
    secret = string
  }))
  default  = []
  nullable = false

  validation {
    condition = length(var.webhooks) <= 5 && alltrue([
      for one in var.webhooks : can(regex("^https://[^\\s/@:#]+\\.[^\\s/@:#]+(/[^\\s#]*)?$", one.url))
    ])
    error_message = "At most five webhooks; each has an https address of a public host, without a port and a user."
  }
  validation {
    condition     = alltrue([for one in var.webhooks : can(regex("^[A-Za-z0-9_-]{1,255}$", one.secret))])
    error_message = "A secret is given by its id in Secret Manager (letters, digits, - and _), never by its value or its full path."
  }
}

variable "escalation" {
  description = "Who else hears of an incident that asks for a person and that nobody has acknowledged `after` so long (15m, 2h), in the order of the times: a channel of Slack that the bot of `chat` posts to, a space that the Chat app is a member of (spaces/ID), or the pager, which then is silent until its step."
  type = list(object({
    after             = string
    slack_channel     = optional(string)
    google_chat_space = optional(string)
    pager_duty        = optional(bool, false)
    mention           = optional(list(string))
  }))
  default  = []
  nullable = false

  validation {
    condition = length(var.escalation) <= 5 && alltrue([
      for one in var.escalation : can(regex("^([1-9]\\d{0,3}m|[1-9]\\d?h)$", one.after))
    ])
    error_message = "At most five steps, each after minutes or hours: 15m, 2h."
  }
  validation {
    condition = alltrue([
      for one in var.escalation : one.slack_channel != null || one.google_chat_space != null || one.pager_duty
    ])
    error_message = "A step names who hears of it: slack_channel, google_chat_space or pager_duty."
  }
  validation {
    condition = alltrue([
      for one in var.escalation : one.google_chat_space == null ? true : can(regex("^spaces/[A-Za-z0-9_-]{1,100}$", one.google_chat_space))
    ])
    error_message = "escalation[*].google_chat_space is spaces/ and the last part of the space's address."
  }
}

variable "console" {
  description = "The page that shows incidents to people. access = iap: behind a load balancer with Identity-Aware Proxy, at `domain`, which then has to point to the output `console.ip_address`; people are known, and with `interact` they can answer. access = iam: the function alone, for those whom IAM lets call it; nobody is known, and it only shows. members: who may look, as members of IAM: group:platform@example.com, user:kim@example.com, domain:example.com. Null: there is no such function."
  type = object({
    access  = optional(string, "iap")
    domain  = optional(string)
    members = set(string)
  })
  default = null

  validation {
    condition     = var.console == null ? true : contains(["iap", "iam"], var.console.access)
    error_message = "console.access is iap (a load balancer with Identity-Aware Proxy, which says who looks) or iam (the function alone, which only shows)."
  }
  validation {
    condition     = try(var.console.access, null) != "iap" || try(var.console.domain, null) != null
    error_message = "console with access iap needs a domain: the certificate of the load balancer is made for it. Give console.domain, or access = \"iam\" for a console without a domain."
  }
  validation {
    condition     = try(var.console.access, null) != "iam" || try(var.console.domain, null) == null
    error_message = "console with access iam has no load balancer, so that no domain leads to it: leave console.domain out, or set access = \"iap\"."
  }
  validation {
    condition = try(var.console.domain, null) == null ? true : (
      length(var.console.domain) <= 63 && can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]([a-z0-9-]*[a-z0-9])?$", var.console.domain))
    )
    error_message = "console.domain is one name of at most 63 lower-case characters, for example mesh.example.com: no https://, no path, no wildcard, no dot at its end."
  }
  validation {
    condition = var.console == null ? true : length(var.console.members) > 0 && alltrue([
      for one in var.console.members : can(regex("^((user|group|serviceAccount):[^@: ]+@[^@: ]+|domain:[^@: ]+)$", one))
    ])
    error_message = "console.members names who may look: at least one user:, group: or serviceAccount: with an e-mail address, or domain: with a domain. Nobody without a name may: incidents would be shown to everybody."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the responder's databases. To delete it, apply with false first, then destroy."
  type        = bool
  default     = true
  nullable    = false
}

variable "firestore" {
  description = "The databases of the incidents, and of approvals, pause, breakers and budgets (`guard_database`; null: the other's name and `-guard`), which intake cannot open. They cannot be moved once they are there."
  type = object({
    database               = optional(string)
    guard_database         = optional(string)
    location               = optional(string)
    point_in_time_recovery = optional(bool, true)
  })
  default  = {}
  nullable = false

  validation {
    condition = can(regex(
      "^([a-z][a-z0-9-]{2,61}[a-z0-9]|\\(default\\))$",
      coalesce(var.firestore.database, "mesh-responder")
    ))
    error_message = "firestore.database is (default), or 4 to 63 lower-case letters, digits and hyphens, a letter first, no hyphen last."
  }
  validation {
    condition = can(regex(
      "^([a-z][a-z0-9-]{2,61}[a-z0-9]|\\(default\\))$",
      coalesce(var.firestore.guard_database, "mesh-responder-guard")
    ))
    error_message = "firestore.guard_database is (default), or 4 to 63 lower-case letters, digits and hyphens, a letter first, no hyphen last."
  }
  validation {
    condition     = var.firestore.guard_database != null || length(coalesce(var.firestore.database, "mesh-responder")) <= 57
    error_message = "firestore.database has more than 57 characters: name firestore.guard_database as well."
  }
  validation {
    condition     = var.firestore.guard_database == null || var.firestore.guard_database != coalesce(var.firestore.database, "mesh-responder")
    error_message = "firestore.guard_database is the database of the incidents: give another, which intake cannot open."
  }
}

variable "functions" {
  description = "Settings of a function that differ from functions.json, by its name."
  type = map(object({
    cpu           = optional(string)
    memory        = optional(string)
    min_instances = optional(number)
    max_instances = optional(number)
  }))
  default  = {}
  nullable = false

  validation {
    condition = length(setsubtract(
      keys(var.functions),
      keys(jsondecode(file("${path.module}/functions.json")))
    )) == 0
    error_message = "Each key of functions must be the name of a function in infra/functions.json."
  }
}

variable "heartbeat_minutes" {
  description = "Every so many minutes respond writes an entry to the log of each watched project, which has to come back through sink, topic and intake; when it does not, that is an incident. Null: none is written."
  type        = number
  default     = 5

  validation {
    condition = var.heartbeat_minutes == null ? true : (
      var.heartbeat_minutes >= 1 && var.heartbeat_minutes <= 60
      && floor(var.heartbeat_minutes) == var.heartbeat_minutes
    )
    error_message = "heartbeat_minutes is a whole number from 1 to 60, or null."
  }
}

variable "self_audit_daily" {
  description = "Respond holds the Cloud Audit Log of each watched project against its incidents each day, and tells the chat of what has no partner. False: only `mesh-responder audit` does."
  type        = bool
  default     = false
}

variable "interact" {
  description = "The function that takes people's clicks from Slack and Google Chat, and their answers at the command; needs `approval_rules`. slack: the id of the workspace, and the ids in Secret Manager of the app's signing secret and of the former one while it is replaced; needs the bot of `chat`. google_chat: the e-mail of the service account on the Chat API's configuration page. clients: OAuth clients whose tokens count at the command (null: gcloud's). min_instances: Slack waits three seconds, which an instance that has to start may miss; 1 is better. all_users: false where the organisation forbids to grant to allUsers. Null: there is no such function, and messages have no buttons."
  type = object({
    slack = optional(object({
      team                  = string
      signing_secret        = string
      former_signing_secret = optional(string)
    }))
    google_chat = optional(object({
      account = string
    }))
    clients       = optional(list(string))
    min_instances = optional(number, 0)
    all_users     = optional(bool, true)
  })
  default = null

  validation {
    condition     = (var.interact != null) == (length(var.approval_rules) > 0)
    error_message = "interact and approval_rules go together: the rules say who may answer, and without interact whoever may write the guard's database may (approvers)."
  }
  validation {
    condition = alltrue([
      for one in var.approval_rules : try(var.interact.slack, null) != null || alltrue([
        for group in coalesce(one.groups, []) : strcontains(group, "@")
      ])
    ])
    error_message = "approval_rules[*].groups of Slack (S…) count for clicks there: give interact.slack."
  }
  validation {
    condition     = try(var.interact.slack, null) == null || try(var.chat.slack.bot_token_secret, null) != null
    error_message = "interact.slack needs the bot that opens dialogs: give chat.slack.bot_token_secret and channel."
  }
  validation {
    condition     = try(var.interact.slack, null) == null ? true : can(regex("^[TE][A-Z0-9]{2,20}$", var.interact.slack.team))
    error_message = "interact.slack.team is the id of a workspace, T…: the first part of its address in a browser, app.slack.com/client/T…."
  }
  validation {
    condition = alltrue([
      for id in [
        try(var.interact.slack.signing_secret, null),
        try(var.interact.slack.former_signing_secret, null),
      ] : id == null || can(regex("^[A-Za-z0-9_-]{1,255}$", id))
    ])
    error_message = "A secret is given by its id in Secret Manager (letters, digits, - and _), never by its value or its full path."
  }
  validation {
    condition = try(var.interact.google_chat, null) == null ? true : can(regex(
      "^[a-zA-Z0-9_.+-]{1,100}@[a-zA-Z0-9_.-]{1,150}\\.gserviceaccount\\.com$",
      var.interact.google_chat.account
    ))
    error_message = "interact.google_chat.account is the e-mail of a service account, as the Configuration page of the Google Chat API shows it."
  }
}

variable "kms_key" {
  description = "Full name of a Cloud KMS key in the same region that encrypts topics, secrets, sources, images, functions and the database. Null: Google's own keys."
  type        = string
  default     = null

  validation {
    condition = var.kms_key == null || can(regex(
      "^projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+$",
      var.kms_key
    ))
    error_message = "kms_key has the form projects/P/locations/L/keyRings/R/cryptoKeys/K."
  }
}

variable "labels" {
  description = "Labels of everything that can have labels."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "locale" {
  description = "Language of the announcements: en or ko."
  type        = string
  default     = "en"
  nullable    = false

  validation {
    condition     = contains(["en", "ko"], var.locale)
    error_message = "locale must be en or ko."
  }
}

variable "member_constraint" {
  description = "An organisation policy that lets nobody, the responder included, give the mesh service agent's role to anything but a mesh service agent. Made in the organisation (its number), enforced in every project of `projects`. Needs roles/orgpolicy.policyAdmin."
  type = object({
    organization = string
  })
  default = null

  validation {
    condition = var.member_constraint == null || can(regex(
      "^[0-9]+$", var.member_constraint.organization
    ))
    error_message = "member_constraint.organization is the number of an organisation: digits only."
  }
}

variable "messages" {
  description = "What messages show beside the incident: time_zone (an IANA name such as Asia/Seoul; Slack shows each reader their own), docs_url (where docs/ is published, without a slash at its end; null: the repository), config (the path that people have the configuration at, which the command of an approval then names)."
  type = object({
    time_zone = optional(string)
    docs_url  = optional(string)
    config    = optional(string)
  })
  default  = {}
  nullable = false

  validation {
    condition = var.messages.docs_url == null || can(regex(
      "^https://[^ \"'<>|`?#]*[^ \"'<>|`?#/]$", var.messages.docs_url
    ))
    error_message = "messages.docs_url is an https address without a slash at its end."
  }
}

variable "mode" {
  description = "How far the responder may go by itself where no rule says otherwise. observe: only tell, and no right to change anything; approve: ask first; auto: repair."
  type        = string
  default     = "observe"
  nullable    = false

  validation {
    condition     = contains(["observe", "approve", "auto"], var.mode)
    error_message = "mode must be observe, approve or auto."
  }
}

variable "name" {
  description = "First part of the name of everything that is made."
  type        = string
  default     = "mesh-responder"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,15}[a-z0-9]$", var.name))
    error_message = "name: 3 to 17 lower-case letters, digits and hyphens, a letter first, no hyphen last; service account ids have no room for more."
  }
}

variable "notification_channels" {
  description = "Full names of the Cloud Monitoring channels that alerts go to: projects/P/notificationChannels/N. Use another way than the chat that the responder itself posts to."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for one in var.notification_channels
      : can(regex("^projects/[^/]+/notificationChannels/[^/]+$", one))
    ])
    error_message = "A notification channel has the form projects/P/notificationChannels/N."
  }
}

variable "private_runbooks" {
  description = "Folder of private runbooks, the one that `runbooks.folder` of the configuration names which the archive was bundled with. They get sinks, are read for, and may be repaired like those of functions/runbooks. Null: there are none."
  type        = string
  default     = null

  validation {
    condition = var.private_runbooks == null ? true : length(
      fileset(coalesce(var.private_runbooks, "."), "*/runbook.json")
    ) > 0
    error_message = "private_runbooks holds no runbook: each is a folder with a runbook.json."
  }
  validation {
    condition = var.private_runbooks == null ? true : alltrue([
      for one in fileset(coalesce(var.private_runbooks, "."), "*/runbook.json")
      : !fileexists("${path.module}/../functions/runbooks/${one}")
    ])
    error_message = "A private runbook has the name of one in functions/runbooks: choose another for its folder and its id."
  }
  validation {
    # As functions/core/contract/runbook-faults.ts has it.
    condition = var.private_runbooks == null ? true : alltrue(flatten([
      for one in fileset(coalesce(var.private_runbooks, "."), "*/runbook.json") : [
        for permission in jsondecode(file("${var.private_runbooks}/${one}")).permissions
        : can(regex("^[a-z]+\\.[a-zA-Z]+\\.(get|list|getIamPolicy)$", permission))
        && !can(regex("^secretmanager\\.|\\.secrets\\.", permission))
      ]
    ]))
    error_message = "A private runbook may only read: its permissions end in get, list or getIamPolicy, and are of no secret."
  }
  validation {
    condition = var.private_runbooks == null ? true : alltrue(flatten([
      for one in fileset(coalesce(var.private_runbooks, "."), "*/runbook.json") : [
        for id in jsondecode(file("${var.private_runbooks}/${one}")).actions
        : fileexists("${path.module}/../functions/actions/${id}/action.json")
      ]
    ]))
    error_message = "A private runbook names an action that is no folder in functions/actions."
  }
  validation {
    # What is in a .zip file cannot be looked at here.
    condition = var.private_runbooks == null || endswith(coalesce(var.archive, "-"), ".zip") ? true : alltrue([
      for one in fileset(coalesce(var.private_runbooks, "."), "*/runbook.json")
      : try(
        file("${var.private_runbooks}/${one}")
        == file("${coalesce(var.archive, "${path.module}/../dist/functions")}/runbooks/${one}"),
        false,
      )
    ])
    error_message = "The archive does not carry these private runbooks as they are. Make it again: npm run bundle -- --config FILE, whose runbooks.folder is this one."
  }
}

variable "project_id" {
  description = "The project that the responder runs in. Give it one of its own: whoever can deploy there can become the responder."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "project_id: 6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last."
  }
}

variable "projects" {
  description = "The allow-list: what is not listed is never read and never changed. `fleet` is the id of the fleet host project, which must be listed too; without it a project hosts its own fleet. `locations` and `clusters` narrow a project. `folders` are the ids of the folders above it and `labels` its labels, as far as rules, routes, silences and approval_rules name them."
  type = list(object({
    id        = string
    number    = string
    fleet     = optional(string)
    locations = optional(list(string))
    clusters  = optional(list(string))
    folders   = optional(list(string))
    labels    = optional(map(string))
  }))
  nullable = false

  validation {
    condition     = length(var.projects) > 0
    error_message = "projects must name at least one project."
  }
  validation {
    condition = alltrue([
      for one in var.projects
      : can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", one.id))
    ])
    error_message = "projects[*].id is a project's id: 6 to 30 lower-case letters, digits and hyphens, a letter first."
  }
  validation {
    condition = alltrue([
      for one in var.projects : can(regex("^[1-9][0-9]{0,18}$", one.number))
    ])
    error_message = "projects[*].number is a project's number: digits only. gcloud projects describe ID --format='value(projectNumber)' prints it."
  }
  validation {
    condition = alltrue([
      length(distinct(var.projects[*].id)) == length(var.projects),
      length(distinct(var.projects[*].number)) == length(var.projects),
    ])
    error_message = "A project, by id or by number, may stand in projects only once."
  }
  validation {
    # Each project's sinks write as an identity of their own: https://docs.cloud.google.com/iam/quotas
    condition     = var.sink_parent != null || length(var.projects) <= 1500
    error_message = "The sinks of more than 1,500 projects write as more principals than the policy of a topic holds: set sink_parent, so that those of a folder or an organisation read them all."
  }
  validation {
    # By sets: a list may have thousands of projects.
    condition = length(setsubtract(
      toset([for one in var.projects : one.fleet if one.fleet != null]),
      toset([for one in var.projects : one.id if coalesce(one.fleet, one.id) == one.id]),
    )) == 0
    error_message = "projects[*].fleet must be the id of a project in this list that hosts its own fleet."
  }
  validation {
    condition = alltrue(flatten([
      for one in var.projects : [
        for names in [one.locations, one.clusters] : names == null ? [true] : concat(
          [length(names) > 0],
          [for name in names : can(regex("^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$", name))]
        )
      ]
    ]))
    error_message = "projects[*].locations and clusters are left out, or name at least one: lower-case letters, digits and hyphens, at most 63."
  }
  validation {
    condition = alltrue([
      for one in var.projects : one.folders == null ? true : (
        length(one.folders) > 0 && alltrue([for id in one.folders : can(regex("^[1-9][0-9]{0,18}$", id))])
      )
    ])
    error_message = "projects[*].folders are ids of folders: digits only, at least one."
  }
  validation {
    condition = alltrue(flatten([
      for one in var.projects : [
        for key, value in coalesce(one.labels, {}) : (
          length(key) <= 63 && can(regex("^[a-z\\x{aa}-\\x{ffff}][a-z0-9_\\x{aa}-\\x{ffff}-]*$", key))
          && length(value) <= 63 && can(regex("^[a-z0-9_\\x{aa}-\\x{ffff}-]*$", value))
        )
      ]
    ]))
    error_message = "projects[*].labels have keys and values of lower-case letters, digits, _ and -, at most 63; a key begins with a letter."
  }
}

variable "people" {
  description = "People and what Slack (U…) and Google Chat (users/NUMBER) call them, so that one person is one, whichever way they answer."
  type = list(object({
    email       = string
    slack       = optional(string)
    google_chat = optional(string)
  }))
  default  = []
  nullable = false

  validation {
    condition     = alltrue([for one in var.people : can(regex("^[^@ ]+@[^@ ]+$", one.email))])
    error_message = "people[*].email is a Google account: an e-mail address."
  }
  validation {
    condition = alltrue(flatten([
      for one in var.people : [
        one.slack == null || can(regex("^[UW][A-Z0-9]{2,20}$", one.slack)),
        one.google_chat == null || can(regex("^users/[0-9]{1,30}$", one.google_chat)),
      ]
    ]))
    error_message = "people[*].slack is a member id, U…; google_chat is users/NUMBER."
  }
  validation {
    condition = alltrue([
      for ids in [
        [for one in var.people : lower(one.email)],
        [for one in var.people : one.slack if one.slack != null],
        [for one in var.people : one.google_chat if one.google_chat != null],
      ] : length(distinct(ids)) == length(ids)
    ])
    error_message = "An e-mail or an id stands for two of people: one could answer as the other."
  }
}

variable "predefined_roles" {
  description = "Predefined roles that are granted in the place of permissions that Google does not take in custom roles: by the permission, or by the beginning of several with a dot at its end, e.g. { \"gkehub.gateway.\" = \"roles/gkehub.gatewayEditor\" }. They give more than what is needed; README.md says what."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for key, _ in var.predefined_roles : can(regex("^[a-z]+\\.([a-zA-Z]+\\.([a-zA-Z]+)?)?$", key))])
    error_message = "Each key of predefined_roles is a permission (gkehub.gateway.get) or the beginning of several, with a dot at its end (gkehub.gateway.)."
  }
  validation {
    condition = alltrue([
      for _, role in var.predefined_roles : contains([
        "roles/gkehub.gatewayReader", "roles/gkehub.gatewayEditor", "roles/gkehub.viewer", "roles/gkehub.editor",
      ], role)
    ])
    error_message = "predefined_roles grants roles/gkehub.gatewayReader, gatewayEditor, viewer or editor; others give far more than the responder may have."
  }
}

variable "region" {
  description = "Region of everything that has one. Not every region has Cloud Scheduler; see https://docs.cloud.google.com/about/locations"
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region is the name of a region, for example europe-west4."
  }
}

variable "role_organization" {
  description = "Number of the organisation that the custom roles are made in. Null: they are made in every project of `projects`."
  type        = string
  default     = null

  validation {
    condition     = var.role_organization == null || can(regex("^[0-9]+$", var.role_organization))
    error_message = "role_organization is the number of an organisation: digits only."
  }
}

variable "rules" {
  description = "Modes of runbooks, of projects (by `project`, `folder` or `label`), or of one on the others; `exclude`: nothing is ever changed there, and wins over everything. Else the most specific rule holds, and of several the most careful."
  type = list(object({
    runbook = optional(string)
    project = optional(string)
    folder  = optional(string)
    label   = optional(string)
    mode    = string
  }))
  default  = []
  nullable = false

  validation {
    condition = alltrue([
      for one in var.rules : contains(["observe", "approve", "auto", "exclude"], one.mode)
    ])
    error_message = "rules[*].mode must be observe, approve, auto or exclude."
  }
  validation {
    condition = alltrue([
      for one in var.rules : one.runbook == null ? true : anytrue([
        fileexists("${path.module}/../functions/runbooks/${one.runbook}/runbook.json"),
        var.private_runbooks == null
        ? false
        : fileexists("${coalesce(var.private_runbooks, ".")}/${one.runbook}/runbook.json"),
      ])
    ])
    error_message = "rules[*].runbook must be the name of a folder in functions/runbooks or private_runbooks that holds a runbook.json."
  }
  validation {
    condition = alltrue([
      for one in var.rules : one.project == null ? true : contains(var.projects[*].id, one.project)
    ])
    error_message = "rules[*].project must be the id of a project in projects."
  }
  validation {
    condition = alltrue([
      for one in var.rules : one.folder == null && one.label == null ? true : anytrue([
        for it in var.projects : (
          coalesce(one.project, it.id) == it.id
          && (one.folder == null ? true : contains(coalesce(it.folders, []), one.folder))
          && (one.label == null ? true : contains([for key, value in coalesce(it.labels, {}) : "${key}=${value}"], one.label))
        )
      ])
    ])
    error_message = "rules[*]: no project in projects has the project, folder and label (key=value) that it names."
  }
}

variable "silences" {
  description = "Maintenance windows: what one is about is recorded, and neither told nor repaired until it is over. Each names a runbook, projects (`project`, `folder`, `label`), a location or a cluster, and has `from` and `until` (RFC 3339, at most 30 days), or `days`, `from` (01:00), `length` (2h) and `time_zone`. `mesh-responder config check` has every rule."
  type = list(object({
    runbook   = optional(string)
    project   = optional(string)
    folder    = optional(string)
    label     = optional(string)
    location  = optional(string)
    cluster   = optional(string)
    reason    = string
    from      = string
    until     = optional(string)
    days      = optional(list(string))
    length    = optional(string)
    time_zone = optional(string)
  }))
  default  = []
  nullable = false

  validation {
    condition = alltrue([
      for one in var.silences : anytrue([
        for name in [one.runbook, one.project, one.folder, one.label, one.location, one.cluster] : name != null
      ])
    ])
    error_message = "silences[*] is about something: give runbook, project, folder, label, location or cluster."
  }
  validation {
    condition = alltrue([
      for one in var.silences : (
        one.until == null
        ? one.days != null && one.length != null && one.time_zone != null
        : one.days == null && one.length == null && one.time_zone == null
      )
    ])
    error_message = "silences[*] has either until, or days, length and time_zone."
  }
  validation {
    condition = alltrue([
      for one in var.silences : one.project == null ? true : contains(var.projects[*].id, one.project)
    ])
    error_message = "silences[*].project must be the id of a project in projects."
  }
  validation {
    condition = alltrue([
      for one in var.silences : one.folder == null && one.label == null ? true : anytrue([
        for it in var.projects : (
          coalesce(one.project, it.id) == it.id
          && (one.folder == null ? true : contains(coalesce(it.folders, []), one.folder))
          && (one.label == null ? true : contains([for key, value in coalesce(it.labels, {}) : "${key}=${value}"], one.label))
        )
      ])
    ])
    error_message = "silences[*]: no project in projects has the project, folder and label (key=value) that it names."
  }
}

variable "sink_parent" {
  description = "A folder or an organisation, by number, whose logs are read by one sink for each runbook, children included; what comes from elsewhere than `projects` is noted and left alone. With list_projects the sinks name the projects, so that nothing else is delivered, and are several where 20,000 characters do not hold them. Null: each project of `projects` gets its own sinks. Grants are made in `projects` alone either way."
  type = object({
    folder        = optional(string)
    organization  = optional(string)
    list_projects = optional(bool, false)
  })
  default = null

  validation {
    condition = var.sink_parent == null || (
      (try(var.sink_parent.folder, null) == null)
      != (try(var.sink_parent.organization, null) == null)
    )
    error_message = "sink_parent holds either folder or organization."
  }
  validation {
    condition = alltrue([
      for one in [
        try(var.sink_parent.folder, null),
        try(var.sink_parent.organization, null),
      ] : one == null || can(regex("^[0-9]+$", one))
    ])
    error_message = "sink_parent.folder and .organization are numbers: digits only."
  }
}

variable "undo" {
  description = "Whether people may have a repair taken back, each time by an approval like a plan's. Where true, respond may also turn off, in the projects where it may turn them on, the APIs that mesh-responder turns on."
  type        = bool
  default     = false
  nullable    = false
}
