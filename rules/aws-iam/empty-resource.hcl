rule "aws-iam/empty-resource" {
  severity = "info"
  summary  = "A statement lists no resources"
  why      = "The statement is about nothing: an Allow grants nothing, a Deny denies nothing. A template whose list came out empty looks like this."
  fix      = "List resources, or remove the statement."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-array-resource"
  aliases  = ["EMPTY_ARRAY_RESOURCE"]

  each "policy" {
    finding = [for p in self.problems : p if p.kind == "EMPTY_LIST" && contains(["Resource", "NotResource"], p.text)]
    message = "the list of ${it.text} is empty"
  }

  example "an empty list" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "s3:*",
          "Resource": []
        }
      }
    JSON
  }

  example "one resource without a list" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "s3:*",
          "Resource": "*"
        }
      }
    JSON
  }
}
