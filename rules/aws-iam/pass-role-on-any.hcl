rule "aws-iam/pass-role-on-any" {
  severity = "warning"
  summary  = "Every role of the account may be passed to any service"
  why      = "Who may pass a role and start something with it has the rights of that role, administrators included."
  fix      = "Name the roles in Resource, and the service in a condition on iam:PassedToService."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-pass-role-with-star-in-resource"
  aliases  = ["PASS_ROLE_WITH_STAR_IN_RESOURCE"]
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  each "statement" {
    where   = self.effect == "Allow" && self.not_action == null && (contains(self.resources, "*") || anytrue([for a in self.arns : a.service == "iam" && contains(["*", "role/*"], a.resource)])) && !anytrue([for c in self.condition : contains(["iam:passedtoservice", "iam:associatedresourcearn"], c.lower_key)])
    finding = [for a in self.actions : a if self.not_resource == null && lower(a) == "iam:passrole"]
  }

  example "any role" {
    expect = "finding"
    place  = "5:36"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:RunInstances", "iam:PassRole"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "any role of the account" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:passrole",
          "Resource": "arn:aws:iam::111122223333:role/*"
        }
      }
    JSON
  }

  example "to one service" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:PassRole",
          "Resource": "*",
          "Condition": {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}
        }
      }
    JSON
  }

  example "roles of a name" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:PassRole",
          "Resource": "arn:aws:iam::111122223333:role/cce-*"
        }
      }
    JSON
  }
}
