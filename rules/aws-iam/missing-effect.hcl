rule "aws-iam/missing-effect" {
  severity = "error"
  summary  = "A statement says neither Allow nor Deny"
  why      = "There is no default: IAM refuses the policy."
  fix      = "Add \"Effect\": \"Allow\" or \"Effect\": \"Deny\"."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-effect"
  aliases  = ["MISSING_EFFECT"]

  each "statement" {
    finding = [
      for p in [for p in self.problems : p if p.kind == "MISSING_EFFECT"] : p
      if !anytrue([for q in self.problems : q.kind == "UNKNOWN_ELEMENT" && contains(["Effect"], q.nearest)])
    ]
  }

  example "none" {
    expect = "finding"
    place  = "5:5"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateVpc", "Resource": "*"},
          {"Action": "ec2:DeleteVpc", "Resource": "*"}
        ]
      }
    JSON
  }

  example "a misspelt one is not missing" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }
}
