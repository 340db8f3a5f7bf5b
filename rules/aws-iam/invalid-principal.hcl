rule "aws-iam/invalid-principal" {
  severity = "error"
  summary  = "A Principal is a text other than \"*\""
  why      = "A principal is written with its type; IAM refuses a bare name."
  fix      = "Write {\"AWS\": \"...\"}, {\"Service\": \"...\"} or {\"Federated\": \"...\"}."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-principal-format"
  aliases  = ["INVALID_PRINCIPAL_FORMAT"]

  each "policy" {
    finding = [for p in self.problems : p if p.kind == "INVALID_PRINCIPAL" && !strcontains(p.text, "$${")]
    message = "the principal \"${it.text}\" has no type"
  }

  example "an account" {
    expect = "finding"
    place  = "5:18"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": "111122223333",
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }

  example "everybody" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Principal": "*",
          "Action": "s3:*",
          "Resource": "arn:aws:s3:::cce-a/*",
          "Condition": {"Bool": {"aws:SecureTransport": "false"}}
        }
      }
    JSON
  }
}
