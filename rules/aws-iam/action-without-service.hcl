rule "aws-iam/action-without-service" {
  severity = "error"
  summary  = "An action has no service prefix"
  why      = "IAM refuses the policy: actions are written SERVICE:NAME."
  fix      = "Write the prefix of the service, such as ec2:."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html"

  each "statement" {
    finding = [for a in self.actions : a if length(compact(split(":", a))) < 2 && a != "*" && !strcontains(a, "$${")]
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
}
