rule "aiven-aws/nat-gateway-not-named" {
  severity = "error"
  summary  = "A NAT gateway can be made without the name of the custom cloud"
  why      = "The account is shared: all that belongs to the custom cloud is named cce-*, and the policy keeps the role to what is named so. A gateway without the name is charged for, and no statement lets the role change it or take it down again."
  fix      = "Restore the guard CreateNGWAllowCCEOnly: Deny ec2:CreateNatGateway on gateways if StringNotLike aws:RequestTag/Name cce-*."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions   = ["ec2:CreateNatGateway"]
    resources = ["arn:*:ec2:*:*:natgateway/*"]

    condition {
      test     = "StringNotLike"
      variable = "aws:RequestTag/Name"
      values   = [param.prefix]
    }
  }

  example "the guard asks for any value" {
    expect  = "finding"
    place   = "4:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateNatGateway", "Resource": "arn:aws:ec2:*:*:natgateway/*"},
          {"Effect": "Deny", "Action": "ec2:CreateNatGateway", "Resource": "arn:aws:ec2:*:*:natgateway/*",
           "Condition": {"Null": {"aws:RequestTag/Name": "true"}}}
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
          {"Effect": "Allow", "Action": "ec2:CreateNatGateway", "Resource": "arn:aws:ec2:*:*:natgateway/*"},
          {"Sid": "CreateNGWAllowCCEOnly", "Effect": "Deny", "Action": "ec2:CreateNatGateway", "Resource": "arn:aws:ec2:*:*:natgateway/*",
           "Condition": {"StringNotLike": {"aws:RequestTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }
}
