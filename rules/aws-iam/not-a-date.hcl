rule "aws-iam/not-a-date" {
  severity = "warning"
  summary  = "A value of a date operator is no date"
  why      = "It never compares: a Deny with it denies nothing, and an Allow that was to end never does begin."
  fix      = "Write a date and time of ISO 8601 with its zone, such as 2026-01-31T12:00:00Z."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-type-mismatch-date"
  aliases  = ["TYPE_MISMATCH_DATE"]

  each "condition" {
    where   = self.family == "date"
    finding = [for v in self.unreadable : v if !strcontains(v, "$${")]
    message = "\"${it}\" is no date: ${self.operator} never compares with it"
  }

  example "words" {
    expect = "finding"
    place  = "7:55"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"DateLessThan": {"aws:CurrentTime": "next tuesday"}}
        }
      }
    JSON
  }

  example "the day first" {
    expect = "finding"
    place  = "7:55"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"DateLessThan": {"aws:CurrentTime": "31.01.2026"}}
        }
      }
    JSON
  }

  example "with a zone, without a time, in seconds" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"DateLessThan": {"aws:CurrentTime": ["2026-01-31T12:00:00+01:00", "2026-01-31", "1769860800"]}}
        }
      }
    JSON
  }
}
