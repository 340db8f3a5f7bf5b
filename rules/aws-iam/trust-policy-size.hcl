rule "aws-iam/trust-policy-size" {
  severity = "warning"
  summary  = "The policy is longer than a trust policy may be"
  why      = "IAM refuses it, unless the quota of the account was raised (to 4,096 at most). White space does not count."
  fix      = "A role has one trust policy: shorten it, such as by naming an account or organization in place of its roles, or have the quota raised."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-policy-size-exceeds-role-trust-policy-quota"
  aliases  = ["POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA"]
  applies  = { kind = ["trust"] }

  param "most_characters" {
    default = 2048
    summary = "characters without white space"
  }

  each "policy" {
    finding = self.size > param.most_characters
    message = "the policy has ${self.size} characters without white space; a trust policy may have ${param.most_characters}"
  }

  example "one character too many" {
    expect = "finding"
    place  = "1:1"
    params = { most_characters = 124 }
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

  example "white space does not count" {
    expect = "none"
    params = { most_characters = 125 }
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
