rule "aws-iam/missing-action" {
  severity = "error"
  summary  = "A statement has neither Action nor NotAction"
  why      = "IAM refuses the policy."
  fix      = "Add an Action element."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-action"
  aliases  = ["MISSING_ACTION"]

  each "statement" {
    finding = [
      for p in [for p in self.problems : p if p.kind == "MISSING_ACTION"] : p
      if !anytrue([for q in self.problems : q.kind == "UNKNOWN_ELEMENT" && contains(["Action", "NotAction"], q.nearest)])
    ]
  }

  example "none" {
    expect = "finding"
    place  = "3:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Resource": "*"}]
      }
    JSON
  }

  example "NotAction is enough" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "NotAction": "iam:ListUsers",
          "Resource": "*"
        }
      }
    JSON
  }
}
