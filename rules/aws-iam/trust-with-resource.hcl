rule "aws-iam/trust-with-resource" {
  severity = "error"
  summary  = "A trust policy names resources"
  why      = "It is attached to the one role it is about; IAM refuses a Resource in it."
  fix      = "Remove the element. If this is the policy of a VPC endpoint, say so with --kind vpce."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-role-trust-policy-syntax-error-resource"
  aliases  = ["ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE"]
  applies  = { kind = ["trust"] }

  each "statement" {
    finding = [for r in [self.resource, self.not_resource] : r if r != null]
  }

  example "a resource" {
    expect = "finding"
    place  = "7:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"Service": "ec2.amazonaws.com"},
          "Action": "sts:AssumeRole",
          "Resource": "*"
        }
      }
    JSON
  }

  example "none" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"Service": "ec2.amazonaws.com"},
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }
}
