rule "aws-iam/unknown-principal-type" {
  severity = "error"
  summary  = "A principal is of a type that IAM does not know"
  why      = "The types are AWS, Service, Federated and CanonicalUser, with this case; IAM refuses any other."
  fix      = "Correct the type."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-principal-key"
  aliases  = ["INVALID_PRINCIPAL_KEY"]

  each "policy" {
    finding = [for p in self.problems : p if p.kind == "UNKNOWN_PRINCIPAL_TYPE"]
    message = "\"${it.text}\" is no type of principal${it.nearest != "" ? "; did you mean \"${it.nearest}\"?" : ""}"
  }

  example "misspelt" {
    expect = "finding"
    place  = "5:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"Services": "ec2.amazonaws.com"},
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }

  example "two types" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"Service": "ec2.amazonaws.com", "AWS": "111122223333"},
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }
}
