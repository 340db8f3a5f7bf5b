rule "aws-iam/trust-anyone" {
  severity = "error"
  summary  = "A trust policy lets everybody assume the role"
  why      = "Principal \"*\" is every account of AWS, and is not supported in a trust policy."
  fix      = "Name the principals. Where everybody of an organization is meant, write {\"AWS\": \"*\"} with a condition on aws:PrincipalOrgID."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-role-trust-policy-unsupported-wildcard-in-principal"
  aliases  = ["ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL"]
  tags     = ["security"]
  applies  = { kind = ["trust"] }

  each "statement" {
    where   = self.effect == "Allow" && self.principal != null
    finding = [for p in self.principals : p if p.type == "" && p.id == "*"]
  }

  example "everybody" {
    expect = "finding"
    place  = "5:18"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": "*",
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }

  example "a Deny for everybody" {
    expect = "none"
    kind   = "trust"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Principal": "*",
          "Action": "sts:AssumeRole",
          "Condition": {"StringNotEquals": {"sts:ExternalId": "a1b2"}}
        }
      }
    JSON
  }

  example "an account" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }
}
