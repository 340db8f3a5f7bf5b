rule "aws-iam/arn-fields" {
  severity = "error"
  summary  = "An ARN has fewer than six fields"
  why      = "IAM refuses it, or it matches no resource."
  fix      = "Write arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE; a field that does not apply stays empty, its colon does not."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-arn-field"
  aliases  = ["MISSING_ARN_FIELD"]

  each "statement" {
    finding = [for r in self.resources : r if startswith(r, "arn:") && length(split(":", r)) < 6 && !strcontains(r, "$${")]
    message = "\"${it}\" has ${length(split(":", it))} fields, an ARN has six"
  }

  example "a colon is missing" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:*",
          "Resource": "arn:aws:s3::cce-a"
        }
      }
    JSON
  }

  example "a wildcard for the rest" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "arn:aws:ec2:*"
        }
      }
    JSON
  }

  example "empty fields" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:*",
          "Resource": "arn:aws:s3:::cce-a"
        }
      }
    JSON
  }

  example "filled in by a template" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:*",
          "Resource": "arn:aws:s3$${rest}"
        }
      }
    JSON
  }
}
