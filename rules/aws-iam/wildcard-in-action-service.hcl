rule "aws-iam/wildcard-in-action-service" {
  severity = "warning"
  summary  = "A wildcard stands in the service prefix of an action"
  why      = "AWS documents wildcards in the name of an action only. Where it is taken as written, it comprises services that nobody thought of; tools differ on it."
  fix      = "Write the service out, or \"*\" for every action."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html"

  each "statement" {
    finding = [for a in self.actions : a if strcontains(a, ":") && is_glob(split(":", a)[0]) && !strcontains(a, "$${")]
    message = "the service prefix of \"${it}\" has a wildcard"
  }

  example "a prefix" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "e*:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }

  example "all of all" {
    expect = "finding"
    place  = "5:33"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": ["ec2:CreateVpc", "*:*"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "wildcards in the name" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:*", "ec2:Create?pc"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "every action" {
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
}
