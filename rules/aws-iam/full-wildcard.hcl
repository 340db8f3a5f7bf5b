rule "aws-iam/full-wildcard" {
  severity = "warning"
  summary  = "A statement allows every action on every resource"
  why      = "Whoever has this policy is administrator of the account, unless a boundary or a policy of the organization limits it, and can undo every other guard."
  fix      = "List the actions and resources that are needed."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "everything" {
    default = ["*", "arn:*", "arn:aws:*", "arn:*:*:*:*:*", "arn:aws:*:*:*:*"]
    summary = "resources that are all there are, runs of stars as one"
  }

  each "statement" {
    where   = self.effect == "Allow" && length(self.condition) == 0 && self.not_action == null && self.not_resource == null && anytrue([for r in self.resources : contains(param.everything, replace(r, "/[*]+/", "*"))])
    finding = [for a in self.actions : a if contains(["*", "*:*"], replace(a, "/[*]+/", "*"))]
  }

  example "administrator" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "*",
          "Resource": "*"
        }
      }
    JSON
  }

  example "a Deny" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "*",
          "Resource": "*"
        }
      }
    JSON
  }

  example "under a condition" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "*",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:ResourceTag/Owner": "cce"}}
        }
      }
    JSON
  }
}
