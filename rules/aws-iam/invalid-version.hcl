rule "aws-iam/invalid-version" {
  severity = "error"
  summary  = "The Version of the policy is none that IAM knows"
  why      = "Version is not the date of the document but the version of the policy language; IAM refuses any other."
  fix      = "Write \"Version\": \"2012-10-17\"."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-version"
  aliases  = ["INVALID_VERSION"]

  each "policy" {
    finding = [for p in self.problems : p if p.kind == "INVALID_VERSION" && !strcontains(p.text, "$${")]
    message = "the version \"${it.text}\" does not exist; there are 2012-10-17 and 2008-10-17"
  }

  example "the date of a change" {
    expect = "finding"
    place  = "2:14"
    policy = <<-JSON
      {
        "Version": "2024-10-17",
        "Statement": {"Effect": "Allow", "Action": "ec2:CreateVpc", "Resource": "*"}
      }
    JSON
  }

  example "the older one exists" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2008-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }
}
