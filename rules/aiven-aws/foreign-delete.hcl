rule "aiven-aws/foreign-delete" {
  severity = "error"
  summary  = "Resources outside the custom cloud can be deleted, detached or released"
  why      = "The account is shared: all that belongs to the custom cloud is named cce-*, and the policy keeps the role to what is named so. Here it is about what cannot be taken back."
  fix      = "Restore the condition of the statement Delete: StringLike on ec2:ResourceTag/Name with the value cce-*."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions = [
      "ec2:Delete*", "ec2:Detach*", "ec2:Disassociate*", "ec2:Release*", "ec2:Revoke*", "ec2:Terminate*",
      "ec2:Unassign*",
    ]
    not_actions   = ["ec2:DeleteTags", "ec2:DisassociateAddress"]
    levels        = ["Write", "Tagging", "Permissions management"]
    not_resources = ["arn:*:ec2:*:*:security-group-rule/*"]

    condition {
      test     = "StringNotLike"
      variable = "ec2:ResourceTag/Name"
      values   = [param.prefix]
    }
  }

  example "untagged resources pass" {
    expect  = "finding"
    place   = "4:70"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "Delete", "Effect": "Allow", "Action": ["ec2:DeleteVpc", "ec2:DeleteSubnet"], "Resource": "*",
           "Condition": {"StringLikeIfExists": {"ec2:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }

  example "a guard that another name passes" {
    expect  = "finding"
    place   = "4:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:DeleteVpc", "Resource": "*"},
          {"Effect": "Deny", "Action": "ec2:DeleteVpc", "Resource": "*",
           "Condition": {"StringNotLike": {"ec2:ResourceTag/Name": ["cce-*", "prod"]}}}
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
          {"Sid": "Delete", "Effect": "Allow", "Action": ["ec2:DeleteVpc", "ec2:DeleteSubnet"], "Resource": "*",
           "Condition": {"StringLike": {"ec2:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }
}
