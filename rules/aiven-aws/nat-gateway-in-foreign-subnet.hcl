rule "aiven-aws/nat-gateway-in-foreign-subnet" {
  severity = "error"
  summary  = "A NAT gateway can be placed in a subnet, or take an address, outside the custom cloud"
  why      = "The account is shared: all that belongs to the custom cloud is named cce-*, and the policy keeps the role to what is named so. A gateway in a foreign subnet opens a way out of a network that its owner keeps shut, and an address that is taken is missing elsewhere."
  fix      = "Restore the guard CreateNGWAllowCCESubnetOnly: Deny ec2:CreateNatGateway on subnets and addresses if StringNotLike ec2:ResourceTag/Name cce-*."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions       = ["ec2:CreateNatGateway"]
    not_resources = ["arn:*:ec2:*:*:natgateway/*"]

    condition {
      test     = "StringNotLike"
      variable = "ec2:ResourceTag/Name"
      values   = [param.prefix]
    }
  }

  example "the guard lets another name pass" {
    expect  = "finding"
    place   = "4:55"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "CreateNGW", "Effect": "Allow", "Action": "ec2:CreateNatGateway", "Resource": ["arn:aws:ec2:*:*:natgateway/*", "arn:aws:ec2:*:*:subnet/*"]},
          {"Effect": "Deny", "Action": "ec2:CreateNatGateway", "Resource": "arn:aws:ec2:*:*:subnet/*",
           "Condition": {"StringNotLike": {"ec2:ResourceTag/Name": ["cce-*", "shared-*"]}}}
        ]
      }
    JSON
  }

  example "no guard" {
    expect  = "finding"
    place   = "4:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateNatGateway", "Resource": "*"}
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
          {"Sid": "CreateNGW", "Effect": "Allow", "Action": "ec2:CreateNatGateway", "Resource": ["arn:aws:ec2:*:*:elastic-ip/*", "arn:aws:ec2:*:*:natgateway/*", "arn:aws:ec2:*:*:subnet/*"]},
          {"Sid": "CreateNGWAllowCCESubnetOnly", "Effect": "Deny", "Action": "ec2:CreateNatGateway", "Resource": ["arn:aws:ec2:*:*:elastic-ip/*", "arn:aws:ec2:*:*:subnet/*"],
           "Condition": {"StringNotLike": {"ec2:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }
}
