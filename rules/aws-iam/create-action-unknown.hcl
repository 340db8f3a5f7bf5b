rule "aws-iam/create-action-unknown" {
  severity = "warning"
  summary  = "A condition on the creating action names one that does not exist"
  why      = "The key holds the name of the action that makes the resource, with its case and without the service. Another value never compares, and tags are refused when the resource is made."
  fix      = "Write the name as the service reference does: CreateVpc."
  source   = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html"
  check    = "create-action"

  param "values" {
    default = "unknown"
    summary = "which values: those that name no action"
  }

  example "a typing slip" {
    expect = "finding"
    place  = "7:57"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"StringEquals": {"ec2:CreateAction": ["CreateVpcs", "CreateSubnet"]}}
        }
      }
    JSON
  }

  example "another case" {
    expect = "finding"
    place  = "7:56"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"StringEquals": {"ec2:CreateAction": "createVpc"}}
        }
      }
    JSON
  }

  example "actions of the service" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"StringLike": {"ec2:CreateAction": ["RunInstances", "Create*"]}}
        }
      }
    JSON
  }

  example "a pattern of no action" {
    expect = "finding"
    place  = "7:54"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"StringLike": {"ec2:CreateAction": "Creat?Vpcx*"}}
        }
      }
    JSON
  }
}
