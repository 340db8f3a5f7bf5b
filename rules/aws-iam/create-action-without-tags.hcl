rule "aws-iam/create-action-without-tags" {
  severity = "info"
  summary  = "A condition on the creating action names one that takes no tags"
  why      = "The key is there only when a call makes a resource with tags. An action that takes none never asks for them: the value says nothing."
  fix      = "Leave the value out."
  source   = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html"
  check    = "create-action"

  param "values" {
    default = "untagged"
    summary = "which values: those of actions that take no tags"
  }

  example "a route has no tags" {
    expect = "finding"
    place  = "7:70"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"StringEquals": {"ec2:CreateAction": ["CreateVpc", "CreateRoute"]}}
        }
      }
    JSON
  }

  example "a route table has" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"StringEquals": {"ec2:CreateAction": ["CreateVpc", "CreateRouteTable"]}}
        }
      }
    JSON
  }
}
