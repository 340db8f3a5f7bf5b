rule "aws-iam/empty-principal" {
  severity = "info"
  summary  = "A statement names no principal"
  why      = "The statement is about nobody. A template whose list came out empty looks like this."
  fix      = "Name the principals, or remove the statement."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-object-principal"
  aliases  = ["EMPTY_OBJECT_PRINCIPAL", "EMPTY_ARRAY_PRINCIPAL"]

  each "policy" {
    finding = [
      for p in self.problems : p
      if p.kind == "EMPTY_OBJECT" && contains(["Principal", "NotPrincipal"], p.text) ||
      p.kind == "EMPTY_LIST" && contains(["AWS", "Service", "Federated", "CanonicalUser"], p.text)
    ]
    message = "${it.text} names nobody"
  }

  example "no type" {
    expect = "finding"
    place  = "5:18"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {},
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }

  example "no name" {
    expect = "finding"
    place  = "5:26"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"AWS": []},
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }

  example "one" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"AWS": ["111122223333"]},
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }
}
