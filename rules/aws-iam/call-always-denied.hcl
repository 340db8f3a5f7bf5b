rule "aws-iam/call-always-denied" {
  severity = "warning"
  summary  = "A Deny that is meant for some calls denies every one"
  why      = "One call is several checks, one for each resource type that it needs, and a Deny of one of them denies the call. A negated operator is true where the key is absent, and so is one with IfExists; of the types that the Deny covers, some never have the key."
  fix      = "Name in Resource the types that have the key."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"
  check    = "call-always-denied"

  param "every_type" {
    default = ["ec2"]
    summary = "services that check each required resource type in every call; of others, all required types together must be denied"
  }

  example "an image has no instance type" {
    expect = "finding"
    place  = "7:39"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:RunInstances",
          "Resource": "*",
          "Condition": {"StringNotEquals": {"ec2:InstanceType": "t3.micro"}}
        }
      }
    JSON
  }

  example "the new subnet has no tags of its own" {
    expect = "finding"
    place  = "7:37"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:CreateSubnet",
          "Resource": ["arn:aws:ec2:*:*:subnet/*", "arn:aws:ec2:*:*:vpc/*"],
          "Condition": {"StringNotLike": {"ec2:ResourceTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "of instances only" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:RunInstances",
          "Resource": "arn:aws:ec2:*:*:instance/*",
          "Condition": {"StringNotEquals": {"ec2:InstanceType": "t3.micro"}}
        }
      }
    JSON
  }

  example "it is the value that never compares" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:CreateSubnet",
          "Resource": "*",
          "Condition": {"ArnNotEquals": {"ec2:Vpc": "vpc-11111111"}}
        }
      }
    JSON
  }
}
