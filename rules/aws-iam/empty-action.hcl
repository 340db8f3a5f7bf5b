rule "aws-iam/empty-action" {
  severity = "info"
  summary  = "A statement lists no actions"
  why      = "The statement is about nothing: an Allow grants nothing, a Deny denies nothing. A template whose list came out empty looks like this."
  fix      = "List actions, or remove the statement."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-array-action"
  aliases  = ["EMPTY_ARRAY_ACTION"]

  each "policy" {
    finding = [for p in self.problems : p if p.kind == "EMPTY_LIST" && contains(["Action", "NotAction"], p.text)]
    message = "the list of ${it.text} is empty"
  }

  example "an empty list" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": [],
          "Resource": "*"
        }
      }
    JSON
  }

  example "one action without a list" {
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
}
