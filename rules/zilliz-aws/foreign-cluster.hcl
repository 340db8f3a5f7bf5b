rule "zilliz-aws/foreign-cluster" {
  severity = "error"
  summary  = "Clusters that are not of Zilliz can be changed"
  why      = "The account is shared with what is yours. The policy keeps Zilliz to clusters named zilliz-byoc-*, with their node groups and add-ons."
  fix      = "Limit the statement to the ARNs of zilliz-byoc-*, as published: cluster/zilliz-byoc-*, nodegroup/zilliz-byoc-*/zilliz*/* and so on."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "zilliz-byoc*"
    summary = "glob of the names of what belongs to Zilliz"
  }

  never {
    actions = ["eks:*"]
    levels  = ["Write", "Tagging", "Permissions management"]
    not_resources = [
      "arn:*:eks:*:*:access-entry/${param.prefix}/*",
      "arn:*:eks:*:*:access-policy/${param.prefix}/*", "arn:*:eks:*:*:addon/${param.prefix}/*",
      "arn:*:eks:*:*:cluster/${param.prefix}", "arn:*:eks:*:*:fargateprofile/${param.prefix}/*",
      "arn:*:eks:*:*:nodegroup/${param.prefix}/*",
      "arn:*:eks:*:*:podidentityassociation/${param.prefix}/*",
    ]
  }

  example "every cluster" {
    expect  = "finding"
    place   = "4:36"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["eks:DeleteCluster", "eks:DescribeCluster"], "Resource": "arn:aws:eks:*:*:cluster/*"}
        ]
      }
    JSON
  }

  example "every resource" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "eks:*", "Resource": "*",
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }

  example "to read" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["eks:Describe*", "eks:List*"], "Resource": "*"}
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
          {"Effect": "Allow", "Action": ["eks:CreateCluster", "eks:CreateNodegroup", "eks:DeleteNodegroup"], "Resource": ["arn:aws:eks:*:*:cluster/zilliz-byoc-*", "arn:aws:eks:*:*:nodegroup/zilliz-byoc-*/zilliz*/*"]}
        ]
      }
    JSON
  }
}
