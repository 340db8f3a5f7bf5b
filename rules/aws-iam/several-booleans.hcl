rule "aws-iam/several-booleans" {
  severity = "error"
  summary  = "A boolean key is compared with several values"
  why      = "A boolean key has one value; with true and false both listed the condition holds whenever the request has the key, or the policy is refused."
  fix      = "Keep the one value that is meant."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-condition-multiple-boolean"
  aliases  = ["INVALID_CONDITION_MULTIPLE_BOOLEAN"]

  each "condition" {
    where   = self.base == "Bool" && self.qualifier == "" && length(self.values) > 1
    finding = true
    message = "${self.key} is compared with ${length(self.values)} values"
    at      = self.values
  }

  example "both" {
    expect = "finding"
    place  = "7:51"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"Bool": {"aws:SecureTransport": ["true", "false"]}}
        }
      }
    JSON
  }

  example "one in a list" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"Bool": {"aws:SecureTransport": ["true"]}}
        }
      }
    JSON
  }
}
