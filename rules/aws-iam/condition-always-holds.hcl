rule "aws-iam/condition-always-holds" {
  severity = "info"
  summary  = "A condition is true for every request"
  why      = "Every value satisfies it, and so does a request without the key. It looks like a guard and restricts nothing."
  fix      = "Take it out, or write the values that are meant."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-key-due-to-wildcard-in-condition"
  aliases  = ["REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION"]
  check    = "wildcard-condition"

  param "meaning" {
    default = "always"
    summary = "what the condition comes to"
  }

  example "any value or none" {
    expect = "finding"
    place  = "7:67"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:DescribeTable",
          "Resource": "*",
          "Condition": {"StringLikeIfExists": {"aws:PrincipalTag/Name": "*"}}
        }
      }
    JSON
  }

  example "any keys or none" {
    expect = "finding"
    place  = "7:62"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*",
          "Condition": {"ForAllValues:StringLike": {"aws:TagKeys": ["a", "*"]}}
        }
      }
    JSON
  }

  example "some value" {
    expect = "none"
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
}
