rule "aws-iam/key-without-action" {
  severity = "warning"
  summary  = "A condition tests a key that some actions of the statement never have"
  why      = "A condition key is in the request only where the service defines it, for the action or a resource type of it. Elsewhere it is absent: the condition is then false, or, with a negated operator, true, whatever the request says."
  fix      = "Move these actions to a statement of their own, with a condition on a key that they have."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-action-for-condition-key"
  aliases  = ["UNSUPPORTED_ACTION_FOR_CONDITION_KEY"]
  check    = "key-without-action"

  example "a table has no instance type" {
    expect = "finding"
    place  = "7:36"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:DescribeTable",
          "Resource": "arn:aws:dynamodb:us-east-1:111122223333:table/t1",
          "Condition": {"StringEquals": {"ec2:InstanceType": "t3.micro"}}
        }
      }
    JSON
  }

  example "a list says nothing of tags" {
    expect = "finding"
    place  = "7:37"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": ["ec2:DescribeVpcs", "ec2:DeleteVpc"],
          "Resource": "*",
          "Condition": {"StringNotLike": {"ec2:ResourceTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "a key of the resource type" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:DeleteVpc", "ec2:DeleteSubnet"],
          "Resource": "*",
          "Condition": {"StringLike": {"ec2:ResourceTag/Name": "cce-*", "aws:RequestedRegion": "eu-*"}}
        }
      }
    JSON
  }

  example "it is said what is to be without the key" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:DescribeVpcs", "ec2:RunInstances"],
          "Resource": "*",
          "Condition": {"StringEqualsIfExists": {"ec2:InstanceType": "t3.micro"}}
        }
      }
    JSON
  }
}
