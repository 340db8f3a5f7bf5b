rule "zilliz-aws/cluster-part-not-tagged" {
  severity = "error"
  summary  = "Parts of clusters can be made without the tag of Zilliz"
  why      = "What Zilliz makes has the tag Vendor, and the other statements of the policy are about what has it. What is made without it can neither be changed by Zilliz nor be told from yours."
  fix      = "Restore the condition StringEquals aws:RequestTag/Vendor zilliz-byoc."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  never {
    actions = [
      "eks:CreateAccessEntry", "eks:CreateAddon", "eks:CreateCluster", "eks:CreateFargateProfile",
      "eks:CreateNodegroup", "eks:CreatePodIdentityAssociation",
    ]

    condition {
      test     = "StringNotEquals"
      variable = "aws:RequestTag/Vendor"
      values   = [param.vendor]
    }
  }

  example "no condition" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "eks:Create*", "Resource": "arn:aws:eks:*:*:cluster/zilliz-byoc-*"}
        ]
      }
    JSON
  }

  example "the tag of the cluster" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "eks:CreateNodegroup", "Resource": "arn:aws:eks:*:*:cluster/zilliz-byoc-*",
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}}
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
          {"Effect": "Allow", "Action": ["eks:CreateAddon", "eks:CreateNodegroup"], "Resource": "arn:aws:eks:*:*:cluster/zilliz-byoc-*",
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }
}
