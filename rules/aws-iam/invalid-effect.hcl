rule "aws-iam/invalid-effect" {
  severity = "error"
  summary  = "The Effect of a statement is neither Allow nor Deny"
  why      = "The value is compared with case; IAM refuses the policy."
  fix      = "Write \"Allow\" or \"Deny\"."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-effect"
  aliases  = ["INVALID_EFFECT"]

  each "policy" {
    finding = [for p in self.problems : p if p.kind == "INVALID_EFFECT" && !strcontains(p.text, "$${")]
    message = "the effect is \"${it.text}\"; it must be Allow or Deny, with this case"
  }

  example "in lower case" {
    expect = "finding"
    place  = "4:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }

  example "as it must be" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }

  example "filled in by a template" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "$${effect}",
          "Action": "ec2:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }
}
