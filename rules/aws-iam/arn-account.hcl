rule "aws-iam/arn-account" {
  severity = "error"
  summary  = "The account of an ARN is no account id"
  why      = "It matches no resource: an account id has twelve digits. (A zero in front is easily lost when the id passes through a spreadsheet or a number.)"
  fix      = "Write the twelve digits, or * for any account."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-arn-account"
  aliases  = ["INVALID_ARN_ACCOUNT"]

  param "special_accounts" {
    default = ["aws", "amazon", "aws-managed", "aws-marketplace", "cloudfront", "offering", "third-party"]
    summary = "words that stand in place of an account id"
  }

  each "statement" {
    finding = [
      for a in [for a in self.arns : a if a.account != "" && !is_glob(a.account) && !strcontains("${a.partition}${a.service}${a.region}${a.account}", "$${")] : a
      if !contains(param.special_accounts, a.account) && (length(a.account) != 12 || trim(a.account, "0123456789") != "")
    ]
    message = "\"${it.account}\" is no account id: it has twelve digits"
  }

  example "eleven digits" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "arn:aws:ec2:eu-west-1:12345678901:vpc/*"
        }
      }
    JSON
  }

  example "with a variable in the resource" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "arn:aws:dynamodb:eu-west-1:12345:table/$${aws:username}"
        }
      }
    JSON
  }

  example "to be filled in" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "arn:aws:ec2:eu-west-1:ACCOUNT_ID:vpc/*"
        }
      }
    JSON
  }

  example "any, none, and policies of AWS" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": ["arn:aws:ec2:*:*:vpc/*", "arn:aws:s3:::cce-a", "arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::012345678901:role/a"]
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
          "Action": "ec2:DeleteVpc",
          "Resource": "arn:aws:ec2:eu-west-1:$${account}:vpc/*"
        }
      }
    JSON
  }
}
