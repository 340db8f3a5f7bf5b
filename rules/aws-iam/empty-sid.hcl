rule "aws-iam/empty-sid" {
  severity = "info"
  summary  = "A Sid is empty"
  why      = "It names nothing. Some services take an empty Sid as missing, others count two of them as duplicates."
  fix      = "Give the statement a name, or remove the Sid."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-sid-value"
  aliases  = ["EMPTY_SID_VALUE"]

  each "statement" {
    where   = self.sid == ""
    finding = self.sid
  }

  example "empty" {
    expect = "finding"
    place  = "4:12"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Sid": "",
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }

  example "none" {
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

  example "a Sid that is no text is of a wrong type" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Sid": 1,
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }
}
