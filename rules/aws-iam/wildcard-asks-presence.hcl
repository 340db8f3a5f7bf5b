rule "aws-iam/wildcard-asks-presence" {
  severity = "info"
  summary  = "A condition that every value satisfies only asks whether the key is there"
  why      = "With * every value matches, so the condition is false only for a request without the key. Null says so, and cannot be taken for a comparison that was left unfinished."
  fix      = "Write \"Null\": {\"KEY\": \"false\"}, or the values that are meant."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-equivalent-to-null-false"
  aliases  = ["EQUIVALENT_TO_NULL_FALSE"]
  check    = "wildcard-condition"

  param "meaning" {
    default = "present"
    summary = "what the condition comes to"
  }

  example "any value" {
    expect = "finding"
    place  = "7:59"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:DescribeTable",
          "Resource": "*",
          "Condition": {"StringLike": {"aws:PrincipalTag/Name": "*"}}
        }
      }
    JSON
  }

  example "any address" {
    expect = "finding"
    place  = "7:49"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"IpAddress": {"aws:SourceIp": ["0.0.0.0/0", "::/0"]}}
        }
      }
    JSON
  }

  example "any of several" {
    expect = "finding"
    place  = "7:61"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:CreateVpc",
          "Resource": "*",
          "Condition": {"ForAnyValue:StringLike": {"aws:TagKeys": ["*"]}}
        }
      }
    JSON
  }

  example "any value but the empty one" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:DescribeTable",
          "Resource": "*",
          "Condition": {"StringLike": {"aws:PrincipalTag/Name": "?*"}}
        }
      }
    JSON
  }

  example "addresses of one family" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}
        }
      }
    JSON
  }
}
