rule "aws-iam/unknown-service" {
  severity = "error"
  summary  = "An action names a service that does not exist"
  why      = "IAM stores the policy all the same, and the entry matches no request: an Allow gives nothing, a Deny guards nothing."
  fix      = "Correct the prefix of the action."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-service-in-action"
  aliases  = ["INVALID_SERVICE_IN_ACTION"]
  check    = "action-service"

  param "near" {
    default = true
    summary = "names for which one with a similar spelling is known"
  }

  example "a letter is missing" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }

  example "a guard that guards nothing" {
    expect = "finding"
    place  = "5:34"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": ["kms:DisableKey", "kns:ScheduleKeyDeletion"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "what NotAction excepts" {
    expect = "finding"
    place  = "5:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "NotAction": ["clodtrail:*", "iam:*"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "case does not matter" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "EC2:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }

  example "not like any service" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "someservice:DoThis",
          "Resource": "*"
        }
      }
    JSON
  }

  example "a wildcard in the prefix has a rule of its own" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec*:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }

  example "filled in by a template" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "$${service}:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }
}
