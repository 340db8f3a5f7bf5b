rule "zilliz-aws/cannot-deploy-network" {
  severity = "error"
  summary  = "The policies keep Terraform from making the network of BYOC-I"
  why      = "Terraform makes the network, roles and buckets of BYOC-I with the policies that Zilliz publishes, four or five of them for one user or role. Where one of these actions is missing, terraform apply stops in the middle."
  fix      = "Compare with byoc-i-vpc.json, as published."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/examples/aws-project-byoc-I/terraform-permissions"
  applies  = { kind = ["identity"], role = "deployer" }

  param "partition" {
    default = "aws"
    summary = "partition of the account"
  }

  param "region" {
    default = "*"
    summary = "Region of the deployment; *: any"
  }

  always {
    actions = [
      "ec2:AllocateAddress", "ec2:AttachInternetGateway", "ec2:AuthorizeSecurityGroupEgress",
      "ec2:AuthorizeSecurityGroupIngress", "ec2:CreateInternetGateway", "ec2:CreateRoute",
      "ec2:CreateRouteTable", "ec2:CreateSecurityGroup", "ec2:CreateSubnet", "ec2:CreateTags",
      "ec2:CreateVpc", "ec2:ModifyVpcAttribute",
    ]
    resources = [
      "arn:${param.partition}:ec2:${param.region}:*:elastic-ip/*",
      "arn:${param.partition}:ec2:${param.region}:*:internet-gateway/*",
      "arn:${param.partition}:ec2:${param.region}:*:natgateway/*",
      "arn:${param.partition}:ec2:${param.region}:*:route-table/*",
      "arn:${param.partition}:ec2:${param.region}:*:security-group/*",
      "arn:${param.partition}:ec2:${param.region}:*:subnet/*",
      "arn:${param.partition}:ec2:${param.region}:*:vpc/*",
    ]
    in_part = "warning"
  }

  always {
    actions = ["ec2:AssociateRouteTable"]
    resources = [
      "arn:${param.partition}:ec2:${param.region}:*:route-table/*",
      "arn:${param.partition}:ec2:${param.region}:*:subnet/*",
    ]
    in_part = "warning"
  }

  always {
    actions = ["ec2:CreateNatGateway"]
    resources = [
      "arn:${param.partition}:ec2:${param.region}:*:elastic-ip/*",
      "arn:${param.partition}:ec2:${param.region}:*:natgateway/*",
      "arn:${param.partition}:ec2:${param.region}:*:subnet/*",
    ]
    in_part = "warning"
  }

  always {
    actions = [
      "ec2:DescribeAddresses", "ec2:DescribeAvailabilityZones", "ec2:DescribeInternetGateways",
      "ec2:DescribeNatGateways", "ec2:DescribeNetworkInterfaces", "ec2:DescribeRouteTables",
      "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs",
    ]
    in_part = "warning"
  }

  example "nothing may be tagged" {
    expect  = "finding"
    profile = "zilliz-agent-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:A*", "ec2:CreateI*", "ec2:CreateN*", "ec2:CreateR*", "ec2:CreateS*", "ec2:CreateV*", "ec2:D*", "ec2:M*", "iam:*", "s3:*"], "Resource": "*"}
        ]
      }
    JSON
  }

  example "all of EC2" {
    expect  = "none"
    profile = "zilliz-agent-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:*", "iam:*", "s3:*"], "Resource": "*"}
        ]
      }
    JSON
  }
}
