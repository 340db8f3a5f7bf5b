rule "aws-iam/call-never-allowed" {
  severity = "warning"
  summary  = "A call that the policy names can never succeed"
  why      = "One call is several checks, one for each resource type that it needs, and all of them must be allowed. A condition key exists only where the service defines it: the new subnet of ec2:CreateSubnet has aws:RequestTag, the VPC that it goes into has none. A condition on a key that is not there is false, so the check of that type is refused whatever the request says."
  fix      = "Keep the condition for the resource types that have the key, by their ARNs in Resource, and allow the other types in a statement of their own, with a condition on a key that they have, such as aws:ResourceTag."
  source   = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-policies-for-amazon-ec2.html"
  applies  = { kind = ["identity"] }
  check    = "call-never-allowed"

  param "every_type" {
    default = ["ec2"]
    summary = "services that check each required resource type in every call; of others, all required types together must fail"
  }

  example "a VPC has no tags of the request" {
    expect = "finding"
    place  = "7:34"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateSubnet",
          "Resource": "*",
          "Condition": {"StringLike": {"aws:RequestTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "a new resource has no tags of its own" {
    expect = "finding"
    place  = "7:34"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:CreateVpc", "ec2:CreateInternetGateway"],
          "Resource": "*",
          "Condition": {"StringLike": {"aws:ResourceTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "each type by a key that it has" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "ec2:CreateSubnet",
            "Resource": "arn:aws:ec2:*:*:subnet/*",
            "Condition": {"StringLike": {"aws:RequestTag/Name": "cce-*"}}
          },
          {
            "Effect": "Allow",
            "Action": "ec2:CreateSubnet",
            "Resource": "arn:aws:ec2:*:*:vpc/*",
            "Condition": {"StringLike": {"aws:ResourceTag/Name": "cce-*"}}
          }
        ]
      }
    JSON
  }

  example "only the new resource is checked" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:CreateVpc", "ec2:CreateInternetGateway"],
          "Resource": "*",
          "Condition": {"StringLike": {"aws:RequestTag/Name": "cce-*"}}
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
          "Effect": "Allow",
          "Action": "ec2:CreateSubnet",
          "Resource": "*",
          "Condition": {"ArnEquals": {"ec2:Vpc": "vpc-11111111"}}
        }
      }
    JSON
  }
}
