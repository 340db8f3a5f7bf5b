rule "aws-iam/principal-in-identity-policy" {
  severity = "error"
  summary  = "A policy of an identity or organization names a principal"
  why      = "A policy that is attached to a role, user or group is about that identity, and a service control policy about all of an account; AWS refuses them with a Principal."
  fix      = "Remove the Principal, or attach the policy to the resource."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-principal"
  aliases  = ["UNSUPPORTED_PRINCIPAL", "SCP_SYNTAX_ERROR_PRINCIPAL"]
  applies  = { kind = ["identity", "boundary", "session", "scp"] }

  each "statement" {
    finding = [for p in [self.principal, self.not_principal] : p if p != null]
  }

  example "a principal" {
    expect = "finding"
    place  = "5:5"
    kind   = "identity"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": "*",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-a/*"
        }
      }
    JSON
  }

  example "of a resource" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"AWS": "111122223333"},
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-a/*"
        }
      }
    JSON
  }

  example "none" {
    expect = "none"
    kind   = "identity"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-a/*"
        }
      }
    JSON
  }
}
