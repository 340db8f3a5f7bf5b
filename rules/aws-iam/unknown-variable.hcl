rule "aws-iam/unknown-variable" {
  severity = "error"
  summary  = "A policy variable names a key that does not exist"
  why      = "The variable has no value in any request: a Resource with it matches nothing, and neither does a value of a condition."
  fix      = "Correct the name of the variable."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"
  check    = "variable-key"

  param "near" {
    default = true
    summary = "names for which one with a similar spelling is known"
  }

  example "a letter is missing" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce/$${aws:usrname}/*"
        }
      }
    JSON
  }

  example "in a condition" {
    expect = "finding"
    place  = "7:60"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringEquals": {"ec2:ResourceTag/team": "$${aws:PrincipleTag/team}"}}
        }
      }
    JSON
  }

  example "known" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": ["arn:aws:s3:::cce/$${aws:username}/*", "arn:aws:s3:::cce/$${aws:PrincipalTag/team}/*", "arn:aws:s3:::cce/$${cognito-identity.amazonaws.com:sub}/*"]
        }
      }
    JSON
  }

  example "a placeholder of CloudFormation" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-$${AWS::AccountId}/*"
        }
      }
    JSON
  }

  example "plain text in an old version" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2008-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce/$${aws:usrname}/*"
        }
      }
    JSON
  }
}
