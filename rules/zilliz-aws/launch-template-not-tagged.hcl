rule "zilliz-aws/launch-template-not-tagged" {
  severity = "error"
  summary  = "Launch templates can be made without the tag of Zilliz"
  why      = "The other statements are about launch templates that have the tag Vendor. The policy of BYOC-I has no such limit: there it is a known risk."
  fix      = "Restore the condition StringEquals aws:RequestTag/Vendor zilliz-byoc."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  never {
    actions = ["ec2:CreateLaunchTemplate"]

    condition {
      test     = "StringNotEquals"
      variable = "aws:RequestTag/Vendor"
      values   = [param.vendor]
    }
  }

  example "no condition" {
    expect  = "finding"
    place   = "4:36"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:CreateLaunchTemplate", "ec2:RunInstances"], "Resource": "*"}
        ]
      }
    JSON
  }

  example "as published" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:CreateLaunchTemplate", "ec2:RunInstances"], "Resource": "arn:aws:ec2:*:*:launch-template/*",
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }
}
