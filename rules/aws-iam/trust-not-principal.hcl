rule "aws-iam/trust-not-principal" {
  severity = "error"
  summary  = "A trust policy has NotPrincipal"
  why      = "IAM refuses it; it would let everybody else in the world assume the role."
  fix      = "Name those who may assume the role, with Principal."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-role-trust-policy-syntax-error-notprincipal"
  aliases  = ["ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL"]
  applies  = { kind = ["trust"] }

  each "statement" {
    where   = self.not_principal != null
    finding = true
    at      = self.not_principal
  }

  example "NotPrincipal" {
    expect = "finding"
    place  = "5:5"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "NotPrincipal": {"AWS": "111122223333"},
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }

  example "Principal" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"AWS": "111122223333"},
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }

  example "of a bucket" {
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
