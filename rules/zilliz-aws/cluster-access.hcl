rule "zilliz-aws/cluster-access" {
  severity = "error"
  summary  = "Anybody can be made administrator of a cluster without the tag of Zilliz"
  why      = "eks:AssociateAccessPolicy gives a user or role the rights of an administrator in a cluster: over all that runs there, and the roles of its pods. The policy of BYOC-I has it for every cluster of the account: there it is a known risk."
  fix      = "Restore the condition StringEquals aws:ResourceTag/Vendor zilliz-byoc."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  never {
    actions = ["eks:AssociateAccessPolicy", "eks:DisassociateAccessPolicy"]

    condition {
      test     = "StringNotEquals"
      variable = "aws:ResourceTag/Vendor"
      values   = [param.vendor]
    }
  }

  example "as BYOC-I has it" {
    expect  = "finding"
    place   = "4:36"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["eks:AssociateAccessPolicy", "eks:DeleteCluster"], "Resource": "arn:aws:eks:*:*:access-entry/*/*/*/*/*"}
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
          {"Effect": "Allow", "Action": "eks:AssociateAccessPolicy", "Resource": "arn:aws:eks:*:*:access-entry/zilliz-byoc-*/*/*/*/*",
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }
}
