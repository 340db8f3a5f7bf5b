rule "aws-iam/redundant-condition-value" {
  severity = "info"
  summary  = "A value of a condition adds nothing to another one"
  why      = "The values of a condition are alternatives; of a negated operator, exceptions. What one of them matches another one matches too, so it changes nothing."
  fix      = "Take it out."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-condition-value-num"
  aliases  = ["REDUNDANT_CONDITION_VALUE_NUM"]
  check    = "covered-value"

  example "the greatest number is enough" {
    expect = "finding"
    place  = "7:66"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:StopInstances",
          "Resource": "*",
          "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": ["2700", "3600"]}}
        }
      }
    JSON
  }

  example "a prefix comprises it" {
    expect = "finding"
    place  = "7:71"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringNotLike": {"aws:ResourceTag/Name": ["cce-*", "cce-a"]}}
        }
      }
    JSON
  }

  example "a range comprises it" {
    expect = "finding"
    place  = "7:68"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "203.0.113.7"]}}
        }
      }
    JSON
  }

  example "letter by letter" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:ResourceTag/Name": ["cce-*", "cce-a"]}}
        }
      }
    JSON
  }

  example "numbers that are equal to something" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:ListBucket",
          "Resource": "*",
          "Condition": {"NumericEquals": {"s3:max-keys": ["10", "100"]}}
        }
      }
    JSON
  }
}
