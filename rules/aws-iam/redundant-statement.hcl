rule "aws-iam/redundant-statement" {
  severity = "info"
  summary  = "A statement adds nothing to the others"
  why      = "Without it the policy allows and denies the same. Who changes one of the statements may forget the other, which goes on allowing what was taken away."
  fix      = "Take it out. If it was meant to be narrower than the others, take its actions out of these."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-statement"
  aliases  = ["REDUNDANT_STATEMENT"]
  check    = "redundant-statement"

  example "a wider one" {
    expect = "finding"
    place  = "11:14"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Sid": "ReadAll",
            "Effect": "Allow",
            "Action": ["s3:Get*", "s3:List*"],
            "Resource": "*"
          },
          {
            "Sid": "ReadLogs",
            "Effect": "Allow",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::logs/*"
          }
        ]
      }
    JSON
  }

  example "two together" {
    expect = "finding"
    place  = "15:14"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::a/*"
          },
          {
            "Effect": "Allow",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::b/*"
          },
          {
            "Sid": "Both",
            "Effect": "Allow",
            "Action": "s3:GetObject",
            "Resource": ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"]
          }
        ]
      }
    JSON
  }

  example "a guard that a wider one makes superfluous" {
    expect = "finding"
    place  = "5:14"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Sid": "Guard",
            "Effect": "Deny",
            "Action": "ec2:DeleteVpc",
            "Resource": "*",
            "Condition": {"StringNotLike": {"aws:ResourceTag/Name": "cce-*"}}
          },
          {
            "Sid": "Never",
            "Effect": "Deny",
            "Action": "ec2:Delete*",
            "Resource": "*"
          },
          {
            "Effect": "Allow",
            "Action": "ec2:*",
            "Resource": "*"
          }
        ]
      }
    JSON
  }

  example "what is not denied is allowed elsewhere" {
    expect = "finding"
    place  = "11:14"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Sid": "All",
            "Effect": "Allow",
            "Action": "s3:*",
            "Resource": "arn:aws:s3:::a/*"
          },
          {
            "Sid": "Get",
            "Effect": "Allow",
            "Action": "s3:GetObject",
            "Resource": ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"]
          },
          {
            "Sid": "No",
            "Effect": "Deny",
            "Action": "s3:*",
            "Resource": "arn:aws:s3:::b/*"
          }
        ]
      }
    JSON
  }

  example "each has something of its own" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": ["s3:GetObject", "s3:PutObject"],
            "Resource": "arn:aws:s3:::a/*"
          },
          {
            "Effect": "Allow",
            "Action": ["s3:GetObject", "s3:ListBucket"],
            "Resource": "arn:aws:s3:::a*"
          }
        ]
      }
    JSON
  }

  example "the wider one has a condition" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "s3:*",
            "Resource": "*",
            "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
          },
          {
            "Effect": "Allow",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::a/*"
          }
        ]
      }
    JSON
  }

  example "a Deny guards against other policies too" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "s3:GetObject",
            "Resource": "*"
          },
          {
            "Effect": "Deny",
            "Action": "ec2:DeleteVpc",
            "Resource": "*"
          }
        ]
      }
    JSON
  }
}
