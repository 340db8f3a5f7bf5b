rule "aws-iam/missing-principal" {
  severity = "error"
  summary  = "A statement of a policy of a resource names no principal"
  why      = "It must say whom it is about; the service refuses the policy."
  fix      = "Add a Principal element."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-principal"
  aliases  = ["MISSING_PRINCIPAL"]
  applies  = { kind = ["resource", "trust"] }

  each "statement" {
    where   = self.principal == null && self.not_principal == null && (self.action != null || self.not_action != null)
    finding = !anytrue([for p in self.problems : p.kind == "UNKNOWN_ELEMENT" && contains(["Principal", "NotPrincipal"], p.nearest)])
  }

  example "one of two" {
    expect = "finding"
    place  = "5:5"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::cce-a/*"},
          {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::cce-a/*"}
        ]
      }
    JSON
  }

  example "a trust policy" {
    expect = "finding"
    place  = "3:16"
    kind   = "trust"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }

  example "NotPrincipal says it too" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "NotPrincipal": {"AWS": "111122223333"},
          "Action": "s3:*",
          "Resource": "arn:aws:s3:::cce-a/*"
        }
      }
    JSON
  }
}
