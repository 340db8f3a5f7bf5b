rule "aws-iam/invalid-sid" {
  severity = "error"
  summary  = "A Sid has characters other than letters and digits"
  why      = "IAM refuses the policy. (Policies of other services, such as S3 and SNS, take more characters.)"
  fix      = "Use only A to Z, a to z and 0 to 9."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-sid"
  aliases  = ["UNSUPPORTED_SID"]
  applies  = { kind = ["identity", "trust", "boundary", "session"] }

  each "statement" {
    where   = self.sid != null
    finding = [for sid in [self.sid] : sid if trim(sid, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") != "" && !strcontains(sid, "$${")]
    message = "the Sid \"${it}\" has characters other than letters and digits"
  }

  example "a dash" {
    expect = "finding"
    place  = "4:12"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Sid": "create-vpc",
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }

  example "letters and digits" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Sid": "CreateVpc2",
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }

  example "the default policy of an SNS topic" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Sid": "__default_statement_ID",
          "Effect": "Allow",
          "Principal": {"AWS": "111122223333"},
          "Action": "sns:Publish",
          "Resource": "arn:aws:sns:eu-west-1:111122223333:cce-events"
        }
      }
    JSON
  }
}
