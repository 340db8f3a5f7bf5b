rule "aiven-aws/foreign-untagged" {
  severity = "error"
  summary  = "Tags can be taken from resources outside the custom cloud, of more types than published"
  why      = "The account is shared: all that belongs to the custom cloud is named cce-*, and the policy keeps the role to what is named so. Tags of a foreign resource say what it costs, who owns it, and who may touch it."
  fix      = "Restore the resources of the statement DeleteTag, or give it the condition StringLike ec2:ResourceTag/Name cce-*."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions = ["ec2:DeleteTags"]
    not_resources = [
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

  example "all types" {
    expect  = "finding"
    place   = "4:55"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "DeleteTag", "Effect": "Allow", "Action": "ec2:DeleteTags", "Resource": "*"}
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
          {"Sid": "DeleteTag", "Effect": "Allow", "Action": "ec2:DeleteTags", "Resource": ["arn:aws:ec2:*:*:subnet/*", "arn:aws:ec2:*:*:vpc/*"]}
        ]
      }
    JSON
  }
}
