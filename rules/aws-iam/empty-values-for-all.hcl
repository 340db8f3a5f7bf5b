rule "aws-iam/empty-values-for-all" {
  severity = "info"
  summary  = "A condition key under ForAllValues has no values"
  why      = "ForAllValues holds for a request without the key; with no values to compare with, it holds for nothing else. With a negated operator it always holds."
  fix      = "Say it with Null and \"true\", or list the values."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-array-condition-forallvalues"
  aliases  = ["EMPTY_ARRAY_CONDITION_FORALLVALUES"]

  each "condition" {
    where   = self.known && self.empty && self.qualifier == "ForAllValues"
    finding = true
    message = "${self.key} has no values: ${self.operator} ${self.negated ? "always holds" : "holds only when the request has no such key"}"
    at      = self.values
  }

  example "an empty list" {
    expect = "finding"
    place  = "7:64"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": []}}
        }
      }
    JSON
  }

  example "Null says it" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateTags",
          "Resource": "*",
          "Condition": {"Null": {"aws:TagKeys": "true"}}
        }
      }
    JSON
  }
}
