rule "aiven-aws/foreign-tagged" {
  severity = "error"
  summary  = "Resources outside the custom cloud can be tagged"
  why      = "The account is shared: all that belongs to the custom cloud is named cce-*, and the policy keeps the role to what is named so. Who may tag a foreign resource may name it cce-*, and then all other statements are about it too."
  fix      = "Restore the condition of the statement CreateTag: StringEquals on ec2:CreateAction, which exists only while a resource is made. To tag what exists, add a statement with StringLike ec2:ResourceTag/Name cce-*."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions = ["ec2:CreateTags"]

    condition {
      test     = "Null"
      variable = "ec2:CreateAction"
      values   = ["true"]
    }

    condition {
      test     = "StringNotLike"
      variable = "ec2:ResourceTag/Name"
      values   = [param.prefix]
    }
  }

  example "the key in an optional condition" {
    expect  = "finding"
    place   = "4:55"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "CreateTag", "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
           "Condition": {"StringEqualsIfExists": {"ec2:CreateAction": "CreateVpc"}}}
        ]
      }
    JSON
  }

  example "the new name is no limit" {
    expect  = "finding"
    place   = "4:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
           "Condition": {"StringLike": {"aws:RequestTag/Name": "cce-*"}}}
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
          {"Sid": "CreateTag", "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
           "Condition": {"StringEquals": {"ec2:CreateAction": "CreateVpc"}}}
        ]
      }
    JSON
  }

  example "what is named so" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
           "Condition": {"StringLike": {"aws:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }
}
