rule "aws-iam/statement-never-matches" {
  severity = "warning"
  summary  = "A statement can match no request"
  why      = "Its conditions exclude one another, or it excludes every action or resource. An Allow of this kind allows nothing; a Deny guards nothing, although it looks like a guard."
  fix      = "Correct what excludes everything. Alternatives are values of one key in one list, or two statements; conditions of one statement must all hold."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html"
  tags     = ["security"]
  check    = "no-match"

  example "both at once" {
    expect = "finding"
    place  = "7:111"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"aws:ResourceTag/Name": "prod-*"}, "StringNotLike": {"aws:ResourceTag/Name": "p*"}}
        }
      }
    JSON
  }

  example "absent and equal to something" {
    expect = "finding"
    place  = "7:99"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:ResourceTag/Name": "a"}, "Null": {"aws:ResourceTag/Name": "true"}}
        }
      }
    JSON
  }

  example "before one day and after a later one" {
    expect = "finding"
    place  = "7:109"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"DateLessThan": {"aws:CurrentTime": "2026-01-01"}, "DateGreaterThan": {"aws:CurrentTime": "2027-01-01"}}
        }
      }
    JSON
  }

  example "no value is left" {
    expect = "finding"
    place  = "7:64"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:CreateVpc",
          "Resource": "*",
          "Condition": {"ForAnyValue:StringNotLike": {"aws:TagKeys": ["cce", "*"]}}
        }
      }
    JSON
  }

  example "all resources but all" {
    expect = "finding"
    place  = "6:22"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Deny",
            "NotResource": "*",
            "Action": "ec2:DeleteVpc"
          }
        ]
      }
    JSON
  }

  example "a range" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"DateGreaterThan": {"aws:CurrentTime": "2026-01-01"}, "DateLessThan": {"aws:CurrentTime": "2027-01-01"}}
        }
      }
    JSON
  }

  example "two names of two tags" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"aws:ResourceTag/Name": "a"}, "StringNotLike": {"aws:ResourceTag/Team": "a"}}
        }
      }
    JSON
  }

  example "one of several keys of tags, and another" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:CreateVpc",
          "Resource": "*",
          "Condition": {"ForAnyValue:StringLike": {"aws:TagKeys": "a"}, "ForAnyValue:StringNotLike": {"aws:TagKeys": "a"}}
        }
      }
    JSON
  }
}
