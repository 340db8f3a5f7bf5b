rule "aiven-aws/bucket-of-other-account" {
  severity = "warning"
  summary  = "Buckets named cce-* of any other account can be reached"
  why      = "Names of buckets are the same for all accounts: whoever makes a bucket cce-x in an account of their own, and opens it, can be sent the data of the custom cloud."
  fix      = "Add the condition StringEquals aws:ResourceAccount with your account."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  never {
    actions   = ["s3:GetObject", "s3:ListBucket", "s3:PutObject"]
    resources = ["arn:*:s3:::*"]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceAccount"
      values   = ["999988887777"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "aws:PrincipalAccount"
      values   = ["999988887777"]
    }
  }

  example "as published" {
    expect  = "finding"
    place   = "4:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::cce-*"}
        ]
      }
    JSON
  }

  example "the account is named" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::cce-*",
           "Condition": {"StringEquals": {"aws:ResourceAccount": "111122223333"}}}
        ]
      }
    JSON
  }

  example "the account of who calls" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::cce-*",
           "Condition": {"StringEquals": {"aws:ResourceAccount": "$${aws:PrincipalAccount}"}}}
        ]
      }
    JSON
  }
}
