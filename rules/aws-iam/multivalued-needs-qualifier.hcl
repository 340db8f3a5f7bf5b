rule "aws-iam/multivalued-needs-qualifier" {
  severity = "error"
  summary  = "A key that has several values is compared without a set operator"
  why      = "A request may carry several values of it, and a plain operator does not say whether all of them or one must match; the result is not what was meant."
  fix      = "Write ForAllValues: or ForAnyValue: before the operator."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-qualifier"
  aliases  = ["MISSING_QUALIFIER"]
  check    = "needs-qualifier"

  param "global" {
    default = true
    summary = "keys that every service has; else those of one service"
  }

  example "tag keys" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:TagKeys": ["Name", "Team"]}}
        }
      }
    JSON
  }

  example "a key of one service: another rule" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "*",
          "Condition": {"StringLike": {"dynamodb:LeadingKeys": "cce-*"}}
        }
      }
    JSON
  }

  example "with the set operator" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["Name", "Team"]}}
        }
      }
    JSON
  }

  example "Null needs none" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"Null": {"aws:TagKeys": "false"}}
        }
      }
    JSON
  }

  example "a single value" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"ec2:ResourceTag/Name": "cce-*"}}
        }
      }
    JSON
  }
}
