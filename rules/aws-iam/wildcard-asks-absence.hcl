rule "aws-iam/wildcard-asks-absence" {
  severity = "info"
  summary  = "A condition that no value satisfies only asks whether the key is missing"
  why      = "With * no value is left, so the condition is true only for a request without the key. On a key that every request has the statement does nothing."
  fix      = "Write \"Null\": {\"KEY\": \"true\"}, or the values that are meant."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-equivalent-to-null-true"
  aliases  = ["EQUIVALENT_TO_NULL_TRUE", "REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION"]
  check    = "wildcard-condition"

  param "meaning" {
    default = "absent"
    summary = "what the condition comes to"
  }

  example "no value" {
    expect = "finding"
    place  = "7:62"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "dynamodb:DeleteTable",
          "Resource": "*",
          "Condition": {"StringNotLike": {"aws:PrincipalTag/Name": "*"}}
        }
      }
    JSON
  }

  example "nor any ARN" {
    expect = "finding"
    place  = "7:54"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "dynamodb:DeleteTable",
          "Resource": "*",
          "Condition": {"ArnNotLike": {"aws:PrincipalArn": "*"}}
        }
      }
    JSON
  }

  example "some values" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "dynamodb:DeleteTable",
          "Resource": "*",
          "Condition": {"StringNotLike": {"aws:PrincipalTag/Name": "cce-*"}}
        }
      }
    JSON
  }
}
