rule "aws-iam/missing-resource" {
  severity = "error"
  summary  = "A statement has neither Resource nor NotResource"
  why      = "A policy of an identity must say which resources it is about; IAM refuses it. Trust policies and some policies of resources have none."
  fix      = "Add a Resource element."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-resource"
  aliases  = ["MISSING_RESOURCE"]

  each "statement" {
    where   = !contains(["trust", "resource"], self.policy_kind)
    finding = [
      for p in [for p in self.problems : p if p.kind == "MISSING_RESOURCE"] : p
      if !anytrue([for q in self.problems : q.kind == "UNKNOWN_ELEMENT" && contains(["Resource", "NotResource", "Principal", "NotPrincipal"], q.nearest)])
    ]
  }

  example "none" {
    expect = "finding"
    place  = "3:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "ec2:CreateVpc"}]
      }
    JSON
  }

  example "a trust policy needs none" {
    expect = "none"
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

  example "NotResource is enough" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "s3:*",
          "NotResource": "arn:aws:s3:::cce-*"
        }
      }
    JSON
  }
}
