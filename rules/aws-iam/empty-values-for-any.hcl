rule "aws-iam/empty-values-for-any" {
  severity = "info"
  summary  = "A condition key under ForAnyValue has no values"
  why      = "No value of the request equals one of none: the condition never holds. With a negated operator it holds for every request that has the key."
  fix      = "List the values, or remove the key."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-array-condition-foranyvalue"
  aliases  = ["EMPTY_ARRAY_CONDITION_FORANYVALUE"]

  each "condition" {
    where   = self.known && self.empty && self.qualifier == "ForAnyValue" && !self.if_exists
    finding = true
    message = "${self.key} has no values: ${self.operator} ${self.negated ? "holds whenever the request has the key" : "never holds"}"
    at      = self.values
  }

  example "an empty list" {
    expect = "finding"
    place  = "7:63"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": []}}
        }
      }
    JSON
  }

  example "a value" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": ["Name"]}}
        }
      }
    JSON
  }
}
