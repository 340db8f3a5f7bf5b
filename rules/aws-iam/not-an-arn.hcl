rule "aws-iam/not-an-arn" {
  severity = "warning"
  summary  = "A value of an ARN operator is no ARN"
  why      = "An ARN operator compares the six parts of an ARN, one by one. A value without them never compares: a Deny with it denies nothing, and an Allow allows nothing; with ArnNotEquals and ArnNotLike it is the other way round."
  fix      = "Write the whole ARN, with * for the parts that may be anything; for an account alone use aws:SourceAccount or aws:PrincipalAccount."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN"
  check    = "arn-value"

  example "an id" {
    expect = "finding"
    place  = "7:44"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ArnEquals": {"ec2:Vpc": "vpc-11111111"}}
        }
      }
    JSON
  }

  example "an account" {
    expect = "finding"
    place  = "7:48"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ArnLike": {"aws:SourceArn": "111122223333"}}
        }
      }
    JSON
  }

  example "a part is missing" {
    expect = "finding"
    place  = "7:54"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::role/cce-*"}}
        }
      }
    JSON
  }

  example "a key that holds no ARN" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ArnLike": {"aws:SourceVpc": "vpc-0a1b2c3d"}}
        }
      }
    JSON
  }

  example "ARNs, a wildcard, a placeholder" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ArnLike": {"aws:SourceArn": ["arn:aws:s3:::cce-*", "arn:*:ec2:*:111122223333:vpc/*", "*", "$${aws:PrincipalTag/arn}"]}}
        }
      }
    JSON
  }
}
