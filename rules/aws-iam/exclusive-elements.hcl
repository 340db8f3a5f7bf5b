rule "aws-iam/exclusive-elements" {
  severity = "error"
  summary  = "A statement has an element and its opposite"
  why      = "Action and NotAction exclude each other, and so do Resource and NotResource, Principal and NotPrincipal; IAM refuses the policy."
  fix      = "Keep one of the two; write a statement for each if both are meant."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-element-combination"
  aliases  = ["UNSUPPORTED_ELEMENT_COMBINATION"]

  each "policy" {
    finding = [
      for p in self.problems : p
      if contains(["ACTION_AND_NOT_ACTION", "RESOURCE_AND_NOT_RESOURCE", "PRINCIPAL_AND_NOT_PRINCIPAL"], p.kind)
    ]
    message = "${it.text} and Not${it.text} stand in one statement"
    see     = { "the other one" = it.other }
  }

  example "actions" {
    expect = "finding"
    place  = "5:5"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:*",
          "NotAction": "s3:DeleteBucket",
          "Resource": "*"
        }
      }
    JSON
  }

  example "principals" {
    expect = "finding"
    place  = "5:5"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Principal": "*",
          "NotPrincipal": {"AWS": "111122223333"},
          "Action": "s3:*",
          "Resource": "arn:aws:s3:::cce-a"
        }
      }
    JSON
  }

  example "NotAction with Resource" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "NotAction": "s3:ListBucket",
          "Resource": "*"
        }
      }
    JSON
  }
}
