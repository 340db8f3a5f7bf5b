rule "aws-iam/empty-condition-values" {
  severity = "info"
  summary  = "A condition key has no values"
  why      = "No value equals one of none: the condition never holds, and with a negated operator it always does."
  fix      = "List the values, or remove the key."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-array-condition"
  aliases  = ["EMPTY_ARRAY_CONDITION"]

  each "condition" {
    where   = self.known && self.empty && self.qualifier == "" && !self.if_exists
    finding = true
    message = "${self.key} has no values: ${self.operator} ${self.negated ? "always holds" : "never holds"}"
    at      = self.values
  }

  example "an empty list" {
    expect = "finding"
    place  = "7:58"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"ec2:ResourceTag/Name": []}}
        }
      }
    JSON
  }

  example "an empty value" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"ec2:ResourceTag/Name": ""}}
        }
      }
    JSON
  }
}
