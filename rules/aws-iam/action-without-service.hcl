rule "aws-iam/action-without-service" {
  severity = "error"
  summary  = "An action is not written SERVICE:NAME"
  why      = "IAM refuses the policy: an action is the prefix of a service, a colon and a name, without blanks; several actions are a list."
  fix      = "Write one action, with the prefix of its service, such as ec2:CreateVpc."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html"

  each "statement" {
    finding = [
      for a in self.actions : a
      if a != "*" && !can(regex("^[A-Za-z0-9*?_.-]+:[A-Za-z0-9*?_.-]+$", a)) && !strcontains(a, "$${")
    ]
    message = "\"${it}\" is no action: actions are written SERVICE:NAME"
  }

  example "the name alone" {
    expect = "finding"
    place  = "5:33"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:CreateVpc", "DeleteVpc"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "nothing behind the colon" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:",
          "Resource": "*"
        }
      }
    JSON
  }

  example "every action, and one that a template fills in" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": ["*", "$${action}"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "two actions in one text, and a blank" {
    expect = "finding"
    place  = "5:16"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["s3:GetObject,s3:PutObject", "ec2:CreateVpc"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "a blank behind the colon" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2: CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }

  example "wildcards, upper case and a dash are fine" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["*:Get?VPC*", "EC2:*", "resource-groups:List*"],
          "Resource": "*"
        }
      }
    JSON
  }
}
