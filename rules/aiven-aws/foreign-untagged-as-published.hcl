rule "aiven-aws/foreign-untagged-as-published" {
  severity = "warning"
  summary  = "Tags can be taken from networks outside the custom cloud"
  why      = "The published policy allows ec2:DeleteTags without a limit on eight types of resources of the whole account: names, tags of the cost report, tags that other policies trust. Version 1 limits the keys with ForAllValues, which a call passes that names no keys and so takes away all tags."
  fix      = "Give the statement DeleteTag the condition StringLike ec2:ResourceTag/Name cce-*."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions = ["ec2:DeleteTags"]
    resources = [
      "arn:*:ec2:*:*:elastic-ip/*", "arn:*:ec2:*:*:internet-gateway/*", "arn:*:ec2:*:*:natgateway/*",
      "arn:*:ec2:*:*:route-table/*", "arn:*:ec2:*:*:security-group/*", "arn:*:ec2:*:*:security-group-rule/*",
      "arn:*:ec2:*:*:subnet/*", "arn:*:ec2:*:*:vpc/*",
    ]

    condition {
      test     = "StringNotLike"
      variable = "ec2:ResourceTag/Name"
      values   = [param.prefix]
    }
  }

  example "as published" {
    expect  = "finding"
    place   = "4:55"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "DeleteTag", "Effect": "Allow", "Action": "ec2:DeleteTags", "Resource": ["arn:aws:ec2:*:*:subnet/*", "arn:aws:ec2:*:*:vpc/*"]}
        ]
      }
    JSON
  }

  example "as published in version 1" {
    expect  = "finding"
    place   = "4:55"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "DeleteTag", "Effect": "Allow", "Action": "ec2:DeleteTags", "Resource": "arn:aws:ec2:*:*:vpc/*",
           "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["Name"]}}}
        ]
      }
    JSON
  }

  example "limited" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "DeleteTag", "Effect": "Allow", "Action": "ec2:DeleteTags", "Resource": ["arn:aws:ec2:*:*:subnet/*", "arn:aws:ec2:*:*:vpc/*"],
           "Condition": {"StringLike": {"ec2:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }
}
