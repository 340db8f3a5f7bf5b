rule "aws-iam/missing-statement" {
  severity = "error"
  summary  = "The policy has no statement"
  why      = "IAM refuses a policy without statements; it would allow nothing."
  fix      = "Add a Statement element with at least one statement."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-statement"
  aliases  = ["MISSING_STATEMENT"]

  param "of_statements" {
    default = ["Effect", "Action", "NotAction", "Resource", "NotResource"]
    summary = "elements of a statement: where one stands outside, aws-iam/unknown-element tells"
  }

  each "policy" {
    finding = [
      for p in [for p in self.problems : p if p.statement == null && contains(["EMPTY_LIST", "MISSING_STATEMENT"], p.kind)] : p
      if !anytrue([for q in self.problems : q.kind == "UNKNOWN_ELEMENT" && q.statement == null && (q.nearest == "Statement" || contains(param.of_statements, q.text))])
    ]
  }

  example "no Statement element" {
    expect = "finding"
    place  = "1:1"
    policy = <<-JSON
      {"Version": "2012-10-17", "Id": "empty"}
    JSON
  }

  example "an empty list" {
    expect = "finding"
    place  = "1:40"
    policy = <<-JSON
      {"Version": "2012-10-17", "Statement": []}
    JSON
  }

  example "a single statement needs no list" {
    expect = "none"
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

  example "one without Statement around it has a rule of its own" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Effect": "Allow",
        "Action": "ec2:CreateVpc",
        "Resource": "*"
      }
    JSON
  }
}
