# The variable file of a custom cloud as Aiven generates it, filled in by a customer.
custom_cloud_environment_id = "018b6442-c602-42bc-b63d-438026133f60"
byoc_unique_name            = "cce-cce56a315b8c0b"
cloud_region                = "europe-north1"
deployment_model            = "standard"
reserved_cidr               = "10.4.0.0/16"

aiven_aws_account_principal       = "arn:aws:iam::111122223333:root"
aiven_aws_assume_role_external_id = "7e1f0a4c-52d0-4b6e-9d1c-2f6f0b3f9a11"
aiven_management_cidr_blocks      = ["192.0.2.10/32", "192.0.2.11/32", "198.51.100.7/32"]

aws_subnets_bastion = {
  eu-north-1a = "10.4.0.0/24"
}
aws_subnets_workload = {
  eu-north-1a = "10.4.16.0/20"
  eu-north-1b = "10.4.32.0/20"
  eu-north-1c = "10.4.40.0/21"
}

byoc_resource_tags = {
  team  = "data"
  owner = "<YOUR_TEAM>"
}
