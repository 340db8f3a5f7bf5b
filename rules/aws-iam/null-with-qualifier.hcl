rule "aws-iam/null-with-qualifier" {
  severity = "info"
  summary  = "The operator Null has a set operator before it"
  why      = "ForAllValues:Null always holds and ForAnyValue:Null never does: neither asks whether the key is there."
  fix      = "Write Null without the set operator."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-null-with-qualifier"
  aliases  = ["NULL_WITH_QUALIFIER"]

  each "condition" {
    where   = self.base == "Null" && self.qualifier != ""
    finding = true
    message = "${self.operator} on ${self.key} ${self.qualifier == "ForAllValues" ? "always" : "never"} holds"
    at      = self.operator
  }

  example "ForAnyValue:Null" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:CreateVpc",
          "Resource": "*",
          "Condition": {"ForAnyValue:Null": {"aws:TagKeys": "true"}}
        }
      }
    JSON
  }

  example "Null, on a key of several values too" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:CreateVpc",
          "Resource": "*",
          "Condition": {"Null": {"aws:TagKeys": "true"}}
        }
      }
    JSON
  }
}
