rule "zilliz-aws/service-linked-role" {
  severity = "error"
  summary  = "Service-linked roles of other services can be made"
  why      = "Zilliz makes the roles of EKS and of its node groups, the load balancer controller that of load balancing. A service-linked role gives its service a hold on the account, and is deleted with difficulty."
  fix      = "Restore the condition StringEquals iam:AWSServiceName."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "services" {
    default = ["eks.amazonaws.com", "eks-nodegroup.amazonaws.com", "elasticloadbalancing.amazonaws.com"]
    summary = "services whose roles may be made"
  }

  never {
    actions = ["iam:CreateServiceLinkedRole"]

    condition {
      test     = "StringNotEquals"
      variable = "iam:AWSServiceName"
      values   = param.services
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
          {"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "*"}
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
          {"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "arn:aws:iam::*:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS",
           "Condition": {"StringEquals": {"iam:AWSServiceName": ["eks.amazonaws.com", "eks-nodegroup.amazonaws.com"]}}}
        ]
      }
    JSON
  }

  example "of the load balancer controller" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "*",
           "Condition": {"StringEquals": {"iam:AWSServiceName": "elasticloadbalancing.amazonaws.com"}}}
        ]
      }
    JSON
  }
}
