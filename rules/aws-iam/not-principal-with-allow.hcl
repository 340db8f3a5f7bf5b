rule "aws-iam/not-principal-with-allow" {
  severity = "warning"
  summary  = "An Allow names those who may not, with NotPrincipal"
  why      = "Everybody else is allowed: every other account of AWS, and callers without credentials."
  fix      = "Name those who may, with Principal; or use a Deny."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-allow-with-not-principal"
  aliases  = ["ALLOW_WITH_NOT_PRINCIPAL"]
  tags     = ["security"]
  applies  = { kind = ["resource", "vpce"] }

  each "statement" {
    where   = self.effect == "Allow" && self.not_principal != null
    finding = true
    at      = self.not_principal
  }

  example "all others may read" {
    expect = "finding"
    place  = "5:5"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "NotPrincipal": {"AWS": "111122223333"},
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-a/*"
        }
      }
    JSON
  }

  example "all others may not" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "NotPrincipal": {"AWS": "111122223333"},
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-a/*"
        }
      }
    JSON
  }
}
