rule "aws-iam/deny-never-applies" {
  severity = "warning"
  summary  = "A condition keeps a Deny from all that it names"
  why      = "A condition key exists only on the resource types that the service defines it for. On the resources of this statement it is never there, so the condition is false and the guard guards nothing."
  fix      = "Test a key that these resources have (aws:RequestTag for what is created, aws:ResourceTag for what exists), or name the resources that have this one."
  source   = "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html"
  tags     = ["security"]
  check    = "idle-condition"

  param "effect" {
    default = "Deny"
    summary = "effect of the statements"
  }

  example "a VPC has no tags of the request" {
    expect = "finding"
    place  = "7:36"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:CreateSubnet",
          "Resource": "arn:aws:ec2:*:*:vpc/*",
          "Condition": {"StringEquals": {"aws:RequestTag/Stage": "prod"}}
        }
      }
    JSON
  }

  example "the new subnet has" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:CreateSubnet",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:RequestTag/Stage": "prod"}}
        }
      }
    JSON
  }

  example "it is the value that never compares" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:CreateSubnet",
          "Resource": "arn:aws:ec2:*:*:subnet/*",
          "Condition": {"StringEquals": {"aws:ResourceTag/Stage": []}}
        }
      }
    JSON
  }
}
