rule "aws-iam/trust-policy-size" {
  severity = "warning"
  summary  = "The policy is longer than a trust policy may be"
  why      = "IAM refuses it. Characters are counted without white space."
  fix      = "Split the policy, or use wildcards in the names of actions."
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
