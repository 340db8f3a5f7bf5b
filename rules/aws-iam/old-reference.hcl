rule "aws-iam/old-reference" {
  severity = "info"
  summary  = "The service reference is older than a year"
  why      = "AWS adds services, actions and condition keys every week. Against an old reference what is new looks unknown, and a key that an action got since looks dead."
  fix      = "Use a newer ringfence, or make a newer reference with tools/update-reference and give it with --reference."
  source   = "https://docs.aws.amazon.com/service-authorization/latest/reference/service-reference.html"
  check    = "reference-age"

  param "today" {
    default = ""
    summary = "the day to judge by, 2026-01-31; without it the clock's"
  }

  example "years later" {
    expect = "finding"
    params = { today = "2999-01-01" }
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": "ec2:DescribeVpcs", "Resource": "*"}
      }
    JSON
  }

  example "on the day it was made" {
    expect = "none"
    params = { today = "2020-01-01" }
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": "ec2:DescribeVpcs", "Resource": "*"}
      }
    JSON
  }
}
