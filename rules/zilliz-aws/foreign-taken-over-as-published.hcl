rule "zilliz-aws/foreign-taken-over-as-published" {
  severity = "warning"
  summary  = "Resources that are not of Zilliz can be tagged as if they were"
  why      = "The published statement EC2TagWithRequestTag lets Zilliz put the tag Vendor zilliz-byoc on every subnet, security group, launch template and instance of the account. From then on all other statements are about them too: the limit by tags holds only for those who do not want to pass it."
  fix      = "Give the statement the condition StringEquals ec2:CreateAction with RunInstances and CreateLaunchTemplate, so that it is about new resources only."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"], role = "manager" }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  never {
    actions = ["ec2:CreateTags"]

    condition {
      test     = "Null"
      variable = "ec2:CreateAction"
      values   = ["true"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "aws:ResourceTag/Vendor"
      values   = [param.vendor]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/Vendor"
      values   = [param.vendor]
    }
  }

  example "as published" {
    expect  = "finding"
    place   = "4:67"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "EC2TagWithRequestTag", "Effect": "Allow", "Action": ["ec2:CreateTags"], "Resource": ["arn:aws:ec2:*:*:security-group/*", "arn:aws:ec2:*:*:subnet/*"],
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc"}}},
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "*"}
        ]
      }
    JSON
  }

  example "only what is new" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc", "ec2:CreateAction": ["CreateLaunchTemplate", "RunInstances"]}}},
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "*"}
        ]
      }
    JSON
  }
}
