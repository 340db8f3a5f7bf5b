rule "aws-iam/operator-type" {
  severity = "warning"
  summary  = "An operator compares another type of value than the key has"
  why      = "AWS documents for each key which operators go with it. What becomes of others is not documented: a Deny may deny nothing."
  fix      = "Use an operator for the type of the key."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-type-mismatch"
  aliases  = ["TYPE_MISMATCH"]
  check    = "operator-type"

  example "text for a Boolean key" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:SecureTransport": "false"}}
        }
      }
    JSON
  }

  example "a number for a tag" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"NumericLessThan": {"ec2:ResourceTag/Level": "3"}}
        }
      }
    JSON
  }

  example "text for an address" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"aws:SourceIp": "203.0.113.*"}}
        }
      }
    JSON
  }

  example "an ARN operator with what is no ARN" {
    expect = "finding"
    place  = "7:19"
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

  example "text for an ARN" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/cce"}}
        }
      }
    JSON
  }

  example "a date as seconds" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"NumericLessThan": {"aws:EpochTime": "1790000000"}}
        }
      }
    JSON
  }

  example "Null goes with every key" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"Null": {"aws:MultiFactorAuthPresent": "false"}}
        }
      }
    JSON
  }

  example "as documented" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"Bool": {"aws:SecureTransport": "true"}, "IpAddress": {"aws:SourceIp": "203.0.113.0/24"}, "DateLessThan": {"aws:CurrentTime": "2030-01-01T00:00:00Z"}}
        }
      }
    JSON
  }

  example "two keys compared, as AWS does" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringNotEquals": {"aws:ec2InstanceSourcePrivateIPv4": "$${aws:VpcSourceIp}"}}
        }
      }
    JSON
  }
}
