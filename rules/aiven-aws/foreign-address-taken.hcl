rule "aiven-aws/foreign-address-taken" {
  severity = "error"
  summary  = "An elastic IP address outside the custom cloud can be taken from its instance"
  why      = "The account is shared: all that belongs to the custom cloud is named cce-*, and the policy keeps the role to what is named so. The address of a running service can be taken away from it."
  fix      = "Restore the guard DisassociateEIPAllowCCEOnly: Deny ec2:DisassociateAddress on addresses if StringNotLike ec2:ResourceTag/Name cce-*."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions   = ["ec2:DisassociateAddress"]
    resources = ["arn:*:ec2:*:*:elastic-ip/*"]

    condition {
      test     = "StringNotLike"
      variable = "ec2:ResourceTag/Name"
      values   = [param.prefix]
    }
  }

  example "the guard is gone" {
    expect  = "finding"
    place   = "4:61"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "DisassociateEIP", "Effect": "Allow", "Action": "ec2:DisassociateAddress", "Resource": "arn:aws:ec2:*:*:*/*"}
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
          {"Sid": "DisassociateEIP", "Effect": "Allow", "Action": "ec2:DisassociateAddress", "Resource": "arn:aws:ec2:*:*:*/*"},
          {"Sid": "DisassociateEIPAllowCCEOnly", "Effect": "Deny", "Action": "ec2:DisassociateAddress", "Resource": "arn:aws:ec2:*:*:elastic-ip/*",
           "Condition": {"StringNotLike": {"ec2:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }
}
