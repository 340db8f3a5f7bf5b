rule "aws-iam/allow-never-applies" {
  severity = "warning"
  summary  = "A condition keeps an Allow from all that it names"
  why      = "A condition key exists only on the resource types that the service defines it for. On the resources of this statement it is never there, so the condition is false and the statement allows nothing."
  fix      = "Test a key that these resources have (aws:RequestTag for what is created, aws:ResourceTag for what exists), or name the resources that have this one."
  source   = "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html"
  check    = "idle-condition"

  param "effect" {
    default = "Allow"
    summary = "effect of the statements"
  }

  example "another statement allows it" {
    expect = "finding"
    place  = "8:38"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "ec2:CreateSubnet",
            "Resource": "arn:aws:ec2:*:*:vpc/*",
            "Condition": {"StringEquals": {"aws:RequestTag/Stage": "test"}}
          },
          {
            "Effect": "Allow",
            "Action": "ec2:CreateSubnet",
            "Resource": "*"
          }
        ]
      }
    JSON
  }

  example "the new subnet has the tag" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "ec2:CreateSubnet",
            "Resource": "arn:aws:ec2:*:*:subnet/*",
            "Condition": {"StringEquals": {"aws:RequestTag/Stage": "test"}}
          },
          {
            "Effect": "Allow",
            "Action": "ec2:CreateSubnet",
            "Resource": "arn:aws:ec2:*:*:vpc/*"
          }
        ]
      }
    JSON
  }

  example "it is the value that never compares" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateSubnet",
          "Resource": "*",
          "Condition": {"ArnEquals": {"ec2:Vpc": "vpc-11111111"}}
        }
      }
    JSON
  }
}
