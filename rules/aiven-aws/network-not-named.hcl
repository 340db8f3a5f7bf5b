rule "aiven-aws/network-not-named" {
  severity = "error"
  summary  = "The foundations of a network can be made outside the custom cloud"
  why      = "The account is shared: all that belongs to the custom cloud is named cce-*, and the policy keeps the role to what is named so. A VPC, address or gateway that is made without the name belongs to nobody, and no other guard finds it."
  fix      = "Restore the condition of the published policy: StringLike on aws:RequestTag/Name with the value cce-*."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions   = ["ec2:AllocateAddress", "ec2:CreateInternetGateway", "ec2:CreateVpc"]
    resources = ["arn:*:ec2:*:*:elastic-ip/*", "arn:*:ec2:*:*:internet-gateway/*", "arn:*:ec2:*:*:vpc/*"]

    condition {
      test     = "StringNotLike"
      variable = "aws:RequestTag/Name"
      values   = [param.prefix]
    }
  }

  example "a longer list of names" {
    expect  = "finding"
    place   = "4:70"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "Create", "Effect": "Allow", "Action": ["ec2:CreateVpc", "ec2:AllocateAddress"], "Resource": "*",
           "Condition": {"StringLike": {"aws:RequestTag/Name": ["cce-*", "prod-*"]}}}
        ]
      }
    JSON
  }

  example "the key in an optional condition" {
    expect  = "finding"
    place   = "4:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateVpc", "Resource": "*",
           "Condition": {"StringLikeIfExists": {"aws:RequestTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }

  example "as published" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "Create", "Effect": "Allow", "Action": ["ec2:AllocateAddress", "ec2:CreateInternetGateway", "ec2:CreateVpc"], "Resource": "*",
           "Condition": {"StringLike": {"aws:RequestTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }

  example "for one cloud only" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateVpc", "Resource": "*",
           "Condition": {"StringLike": {"aws:RequestTag/Name": "cce-cce56a315b8c0b-*"}}}
        ]
      }
    JSON
  }
}
