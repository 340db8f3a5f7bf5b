rule "aiven-aws/foreign-interface-released" {
  severity = "warning"
  summary  = "A network interface outside the custom cloud can lose its address"
  why      = "Every published version guards the address in ec2:DisassociateAddress, and not the interface it is taken from. AWS asks for both where both are named, so the guard of the address holds in most calls."
  fix      = "Add network-interface to the resources of DisassociateEIPAllowCCEOnly, once the interfaces of the custom cloud are named cce-*."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions       = ["ec2:DisassociateAddress"]
    not_resources = ["arn:*:ec2:*:*:elastic-ip/*"]

    condition {
      test     = "StringNotLike"
      variable = "ec2:ResourceTag/Name"
      values   = [param.prefix]
    }
  }

  example "as published" {
    expect  = "finding"
    place   = "4:61"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "DisassociateEIP", "Effect": "Allow", "Action": "ec2:DisassociateAddress", "Resource": "arn:aws:ec2:*:*:*/*"},
          {"Effect": "Deny", "Action": "ec2:DisassociateAddress", "Resource": "arn:aws:ec2:*:*:elastic-ip/*",
           "Condition": {"StringNotLike": {"ec2:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }

  example "with a guard" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "DisassociateEIP", "Effect": "Allow", "Action": "ec2:DisassociateAddress", "Resource": "arn:aws:ec2:*:*:*/*"},
          {"Effect": "Deny", "Action": "ec2:DisassociateAddress", "Resource": "*",
           "Condition": {"StringNotLike": {"ec2:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }
}
