rule "aws-iam/empty-values-if-exists" {
  severity = "info"
  summary  = "A condition key under IfExists has no values"
  why      = "The condition holds for a request without the key; with no values to compare with, it holds for nothing else. With a negated operator it always holds."
  fix      = "Say it with Null and \"true\", or list the values."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-array-condition-ifexists"
  aliases  = ["EMPTY_ARRAY_CONDITION_IFEXISTS"]

  each "condition" {
    where   = self.known && self.empty && self.if_exists && self.qualifier != "ForAllValues"
    finding = true
    message = "${self.key} has no values: ${self.operator} ${self.negated ? "holds for all or almost all requests" : "holds only when the request has no such key"}"
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
          "Action": "ec2:RunInstances",
          "Resource": "*",
          "Condition": {"StringEqualsIfExists": {"ec2:InstanceType": []}}
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
          "Action": "ec2:RunInstances",
          "Resource": "*",
          "Condition": {"StringEqualsIfExists": {"ec2:InstanceType": ["t3.micro"]}}
        }
      }
    JSON
  }
}
