rule "aws-iam/policy-size" {
  severity = "warning"
  summary  = "The policy is longer than a managed policy may be"
  why      = "IAM refuses it as a managed policy. Inline, a role takes 10,240 characters in all its policies together, a group 5,120, a user 2,048. White space does not count."
  fix      = "Split the policy, or use wildcards in the names of actions."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-policy-size-exceeds-identity-policy-quota"
  aliases  = ["POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA"]
  applies  = { kind = ["identity", "boundary"] }

  param "most_characters" {
    default = 6144
    summary = "characters without white space"
  }

  each "policy" {
    finding = self.size > param.most_characters
    message = "the policy has ${self.size} characters without white space; a managed policy may have ${param.most_characters}"
  }

  example "one character too many" {
    expect = "finding"
    place  = "1:1"
    params = { most_characters = 94 }
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }

  example "white space does not count" {
    expect = "none"
    params = { most_characters = 95 }
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }
}
