# Aiven's custom cloud on AWS: https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud
profile "aiven-aws" {
  summary = "Aiven custom cloud on AWS"
  source  = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  packs   = ["aiven-aws"]

  recognise = {
    variables = [
      { least = 1, names = ["custom_cloud_environment_id", "byoc_unique_name", "byoc_resource_tags", "aiven_aws_*", "aiven_management_cidr_blocks", "aiven_object_storage_*"] },
      { least = 2, names = ["cloud_region", "reserved_cidr", "deployment_model"] },
    ]
    statements = [
      { least = 3, names = ["CreateNGWAllowCCESubnetOnly", "CreateNGWAllowCCEOnly", "CreateSubAllowCCEVPCOnly", "CreateRTAllowCCEOnly", "CreateSGsAllowCCEOnly", "CreateSubAllowCCEOnly", "DisassociateEIPAllowCCEOnly"] },
    ]
  }

  param = {
    prefix         = "cce-*"
    allowed        = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]
    vpc_widest     = 16
    vpc_narrowest  = 24
    zones          = 3
    least_per_zone = 60
  }

  # Which policy is which: by the actions that its Allows name.
  policies = {
    deployer = [
      {
        least = 8
        actions = [
          "ec2:AllocateAddress", "ec2:AssociateRouteTable", "ec2:AttachInternetGateway", "ec2:CreateInternetGateway", "ec2:CreateNatGateway", "ec2:CreateRoute",
          "ec2:CreateRouteTable", "ec2:CreateSecurityGroup", "ec2:CreateSubnet", "ec2:CreateVpc", "ec2:DeleteSubnet", "ec2:DeleteVpc", "iam:CreateRole", "iam:PutRolePolicy",
        ]
      },
      # By these a part of it is told, where it is split because of its size.
      {
        actions = [
          "ec2:AuthorizeSecurityGroupIngress", "ec2:CreateTags", "ec2:DescribeAddresses", "ec2:DescribeSubnets", "ec2:DescribeVpcs", "ec2:ModifyVpcAttribute",
          "ec2:ReleaseAddress", "ec2:RevokeSecurityGroupIngress", "iam:GetRole",
        ]
      },
    ]
    with-endpoints = [
      { least = 3, actions = ["ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints", "ec2:DescribePrefixLists", "ec2:DescribeVpcEndpoints", "ec2:ModifyVpcEndpoint"] },
      { least = 3, actions = ["ec2:CreateSubnet", "ec2:CreateVpc", "ec2:DeleteVpc", "iam:CreateRole"] },
    ]
    before-version-4 = [
      { least = 3, actions = ["ec2:CreateSubnet", "ec2:CreateVpc", "ec2:DeleteVpc", "iam:CreateRole"] },
      { most = 0, actions = ["iam:TagRole"] },
    ]
    version-4 = [
      { least = 3, actions = ["ec2:CreateSubnet", "ec2:CreateVpc", "ec2:DeleteVpc", "iam:CreateRole"] },
      { least = 1, actions = ["iam:TagRole"] },
      { actions = ["s3:CreateBucket", "s3:PutObject"] },
    ]
  }

  # What is an opinion elsewhere is a rule of this vendor, or makes its deployment fail.
  severity = {
    "network/private-range" = "error"
    "aws-iam/full-wildcard" = "error"
  }

  # Rules of this vendor decide it exactly.
  off = ["aws-iam/pass-role-*", "aws-iam/privilege-escalation"]

  notes = {
    "network/peer-overlap"  = "The block cannot be changed after the custom cloud is created."
    "network/size"          = "The block cannot be changed after the custom cloud is created."
    "network/private-range" = "The block cannot be changed after the custom cloud is created."
    "network/zone-capacity" = "The block cannot be changed after the custom cloud is created."
    "network/host-bits"     = "The block cannot be changed after the custom cloud is created."
  }

  networks = [
    { role = "vpc", variables = ["reserved_cidr", "vpc_cidr"] },
    { role = "subnet", variables = ["aws_subnets_bastion", "aws_subnets_workload"] },
  ]

  models = ["standard", "standard_public", "hipaa", "pci_dss", "ipsec_ingress", "direct_ipsec_ingress"]

  regions = [
    "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1",
    "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2",
    "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1",
    "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
  ]

  # `with` itself: which of them a file has depends on its generation, but none of them may be empty.
  variables = {
    custom_cloud_environment_id       = { required = true, with = ["custom_cloud_environment_id"], meaning = "id of the environment, a UUID" }
    byoc_unique_name                  = { required = true, with = ["byoc_unique_name"], meaning = "name of all resources that are created" }
    cloud_region                      = { required = true, with = ["cloud_region"], meaning = "AWS Region of the custom cloud" }
    reserved_cidr                     = { required = true, with = ["reserved_cidr"], meaning = "block of the VPC that is created" }
    deployment_model                  = { required = true, with = ["deployment_model"], meaning = "network architecture" }
    aiven_aws_account_principal       = { required = true, with = ["aiven_aws_account_principal"], meaning = "entity that assumes the IAM role" }
    aiven_aws_assume_role_external_id = { required = true, with = ["aiven_aws_assume_role_external_id"], meaning = "external id of that role" }
    aiven_management_cidr_blocks      = { meaning = "sources that may reach the bastion" }
    aws_subnets_bastion               = { meaning = "subnets of the bastion network" }
    aws_subnets_workload              = { meaning = "subnets of the workload network" }
    byoc_resource_tags                = { meaning = "tags of the resources" }
    aws_iam_role_arn                  = { meaning = "role that Aiven assumes" }
  }

  # Findings of the originals that are known: version 1 limits the keys of tags with ForAllValues.
  accepts = [
    {
      rule      = "aws-iam/for-all-values-in-allow"
      statement = "CreateTag"
      text      = "\"aws:TagKeys\""
      reason    = "published so in version 1: tags are made together with a resource, and without keys there is nothing to make"
    },
    {
      rule      = "aws-iam/for-all-values-in-allow"
      statement = "DeleteTag"
      text      = "\"aws:TagKeys\""
      reason    = "published so in version 1: a call without keys deletes all tags of a resource; version 2 has no limit at all"
    },
    {
      rule      = "aws-iam/resource-type-wildcard"
      statement = "DisassociateEIP"
      text      = "\"arn:aws:ec2:*:*:*/*\""
      reason    = "published so in every version of Aiven's policy; the addresses are guarded by DisassociateEIPAllowCCEOnly"
    },
  ]
}
